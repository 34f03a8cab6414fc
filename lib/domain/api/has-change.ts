const ACCOMPANYING: ReadonlySet<string> = new Set(["version", "reason", "onResume"]);

/** Whether a patch holds anything besides what only goes with a change. */
export function hasChange(patch: object): boolean {
  return Object.entries(patch).some(([name, value]) => value !== undefined && !ACCOMPANYING.has(name));
}
