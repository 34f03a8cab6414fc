export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { consoleDoor } = await import("#lib/pipeline/receive/console-door.ts");
  // Keys and sources are loaded before the first webhook asks for them.
  await consoleDoor();
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  const { startConsoleWatch } = await import("#lib/pipeline/watch/console-watch.ts");
  startConsoleWatch();
}
