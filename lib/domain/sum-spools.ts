import type { SpoolStatus } from "./spool-status.ts";

/** The worst first. */
const STATES = ["refusing", "keeping", "draining", "empty"] as const satisfies readonly SpoolStatus["state"][];

/** Several doors as one: the worst state, everything that waits, the oldest moment. */
export function sumSpools(spools: readonly SpoolStatus[]): SpoolStatus {
  const state = STATES.find((name) => spools.some((spool) => spool.state === name)) ?? "empty";
  const sum = (field: "waiting" | "bytes" | "setAside") => spools.reduce((total, spool) => total + spool[field], 0);
  const moments = spools.flatMap(({ since }) => (since === null ? [] : [since]));
  return {
    state,
    waiting: sum("waiting"),
    bytes: sum("bytes"),
    since: moments.toSorted()[0] ?? null,
    setAside: sum("setAside"),
    problem: spools.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}
