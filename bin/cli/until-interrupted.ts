/** Aborts on Ctrl-C, on SIGTERM and when whoever started us is gone. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  if (process.connected) {
    process.once("disconnect", () => controller.abort());
    // Listening must not keep a finished command alive.
    process.channel?.unref();
  }
  return controller.signal;
}
