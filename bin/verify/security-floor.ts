import { readFileSync } from "node:fs";
import path from "node:path";

/** The oldest version of each package that has every known remote hole closed: `name version` a line. */
export function checkSecurityFloor(root: string): string[] {
  const floor = readFileSync(path.join(root, "SECURITY_FLOOR"), "utf8").trim().split("\n");
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(path.join(root, "package.json"), "utf8"),
  );
  return floor.flatMap((line) => {
    const [name = "", oldest = ""] = line.split(" ");
    const used = dependencies[name] ?? "missing";
    return isAtLeast(used, oldest) ? [] : [`${name} is ${used}, and SECURITY_FLOOR asks for ${oldest} or newer.`];
  });
}

/** Exact versions only, so that the lock file and package.json cannot say different things. */
function isAtLeast(used: string, oldest: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(used)) return false;
  const [a, b] = [used, oldest].map((version) => version.split(".").map(Number));
  const at = [0, 1, 2].find((index) => a?.[index] !== b?.[index]);
  return at === undefined || (a?.[at] ?? 0) > (b?.[at] ?? 0);
}
