import { fileURLToPath } from "node:url";
import { ensureConsoleBuild } from "#lib/platform/console-build.ts";
import { loadServiceEnv } from "#lib/platform/load-env.ts";
import { READY_MESSAGE } from "#lib/platform/run-service.ts";

const env = loadServiceEnv();
const checkout = fileURLToPath(new URL("..", import.meta.url));
const say = (line: string) => process.stderr.write(`${line}\n`);
const built = await ensureConsoleBuild({ checkout, say });
if (built.kind === "failed") {
  say(`The console could not be built:\n${built.output}`);
  process.exit(1);
}
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" });
process.argv = [process.execPath, "next", "start", "--hostname", env.host, "--port", String(env.consolePort)];
// Launched as the program it is, in this process, so that signals reach it without a go-between.
await import(new URL("../node_modules/next/dist/bin/next", import.meta.url).href);
process.send?.(READY_MESSAGE);
