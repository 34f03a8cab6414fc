import { fileURLToPath } from "node:url";
import { ensureConsoleBuild } from "#lib/platform/console-build.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const outcome = await ensureConsoleBuild({ checkout: fileURLToPath(new URL("..", import.meta.url)), say });
if (outcome.kind === "failed") {
  say(outcome.output);
  process.exit(1);
}
say(outcome.kind === "built" ? "The console is built." : "The console's build is current.");
