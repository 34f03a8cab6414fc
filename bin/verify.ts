import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { GATES } from "./verify/gates.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);
const failed: string[] = [];

for (const gate of GATES) {
  const began = performance.now();
  const { isPassed, output } = gate.run(root);
  say(`${isPassed ? "ok  " : "FAIL"} ${gate.name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (isPassed) continue;
  failed.push(gate.name);
  say(output.trimEnd());
}
// Where every test runs anyhow, the gates are enough.
if (!process.argv.includes("--gates-only")) {
  const tests = spawnSync("vitest", ["run", "--project", "unit", "--reporter", "dot"], { cwd: root, stdio: "inherit" });
  if (tests.status !== 0) failed.push("fast tests");
}
if (failed.length > 0) {
  say(`\nNot ready to commit: ${failed.join(", ")}.`);
  process.exit(1);
}
say("\nReady to commit.");
