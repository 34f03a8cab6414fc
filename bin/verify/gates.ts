import { spawnSync } from "node:child_process";
import path from "node:path";
import { findForbiddenText } from "./forbidden-text.ts";
import { checkSecurityFloor } from "./security-floor.ts";

export type GateResult = { isPassed: boolean; output: string };
export type Gate = { name: string; run(root: string): GateResult };

/** Each says no by itself; none has an allow-list. */
export const GATES: readonly Gate[] = [
  {
    name: "format and lint",
    run: (root) => tool(root, "biome", ["check", "--error-on-warnings", "--colors=off", "."]),
  },
  { name: "import rules and promises", run: (root) => tool(root, "oxlint", []) },
  { name: "types", run: runTypes },
  { name: "dead code", run: (root) => tool(root, "knip", ["--no-progress", "--treat-config-hints-as-errors"]) },
  { name: "forbidden text", run: (root) => listed(findForbiddenText(root)) },
  { name: "security floor", run: (root) => listed(checkSecurityFloor(root)) },
];

/** The types of routes are written by Next before the compiler reads them. */
function runTypes(root: string): GateResult {
  const routes = tool(root, "next", ["typegen"]);
  return routes.isPassed ? tool(root, "tsc", ["--noEmit", "--pretty", "false"]) : routes;
}

function tool(root: string, name: string, args: string[]): GateResult {
  const run = spawnSync(path.join(root, "node_modules/.bin", name), args, {
    cwd: root,
    encoding: "utf8",
    env: plainEnv(),
    maxBuffer: 64 * 1024 * 1024,
  });
  return { isPassed: run.status === 0, output: run.error?.message ?? `${run.stdout}${run.stderr}` };
}

/** Plain text everywhere: some tools colour their output whenever CI or FORCE_COLOR is set. */
function plainEnv(): NodeJS.ProcessEnv {
  const { CI: _, FORCE_COLOR: __, ...env } = process.env;
  return { ...env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
}

function listed(problems: readonly string[]): GateResult {
  return { isPassed: problems.length === 0, output: problems.map((problem) => `${problem}\n`).join("") };
}
