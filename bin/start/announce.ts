import type { Env } from "#lib/platform/env.ts";

type Announcement = { env: Env; dataDir: string; signIn: string; warnings: readonly string[] };

/** What a person needs to go on, and then the line that scripts wait for. */
export function announce({ env, dataDir, signIn, warnings }: Announcement): void {
  const database = env.databaseUrl === null ? " (with the embedded PostgreSQL)" : "";
  const lines = [
    ...warnings.map((warning) => `Warning    ${warning}`),
    `Console    ${env.consoleUrl}`,
    `Receiver   ${env.receiverUrl}/api/webhooks/<source>`,
    `Data       ${dataDir}${database}`,
    `Sign in    ${signIn}`,
    `Restart    kill -USR2 ${process.pid}, without a failed webhook`,
    "ready",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** Passwords and webhooks in the clear are only acceptable while they stay on this machine. */
export function plainHttpWarnings(env: Env): string[] {
  if (LOOPBACK.test(env.host)) return [];
  return Object.entries({ SIGNALBOX_CONSOLE_URL: env.consoleUrl, SIGNALBOX_RECEIVER_URL: env.receiverUrl })
    .filter(([, url]) => url.startsWith("http:"))
    .map(
      ([variable, url]) =>
        `${url} is plain http on ${env.host}: everyone on that network can read passwords and payloads. Put a TLS proxy in front and set ${variable} to its https address.`,
    );
}
