import type { FirstStatus } from "./exchange.ts";
import type { FuzzDoor } from "./fuzz-door.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { expectedStatuses } from "./oracle.ts";
import type { SigningLedger } from "./signed-base.ts";

const MAX_CPU_MS = 100;
/** Once may be the garbage collector or the compiler; a request that is slow is slow again. */
const TIMES_SLOW = 3;

export interface Judged {
  readonly request: FuzzRequest;
  readonly status: FirstStatus;
}

export interface BatchOutcome {
  /** Everything that was answered, also what was sent again. */
  readonly judged: readonly Judged[];
  /** An answer that is wrong, missing or too dear, in words, and what was asked. */
  readonly problem: { readonly message: string; readonly requests: readonly FuzzRequest[] } | null;
}

/** Sends a batch at once, and where it took long each request of it alone. */
export async function judgeBatch(
  door: FuzzDoor,
  batch: readonly FuzzRequest[],
  ledger: SigningLedger,
): Promise<BatchOutcome> {
  const before = door.cpuMs();
  const judged = await Promise.all(batch.map(async (request) => ({ request, status: await door.answer(request) })));
  const costMs = door.cpuMs() - before;
  if (!door.isAlive()) return { judged, problem: { message: "the receiver ended", requests: batch } };
  const problem = judged.map((each) => findProblem(each, ledger)).find((each) => each !== null) ?? null;
  if (problem !== null || costMs <= MAX_CPU_MS) return { judged, problem };
  for (const request of batch) {
    const again = await sendUntilQuick(door, request);
    judged.push(...again.judged);
    if (again.problem !== null) return { judged, problem: again.problem };
  }
  return { judged, problem: null };
}

function findProblem({ request, status }: Judged, ledger: SigningLedger): BatchOutcome["problem"] {
  const expected = expectedStatuses(request, ledger);
  if (status !== "silent" && expected.has(status)) return null;
  const message = `answered ${status ?? "nothing"} instead of ${[...expected].join(" or ")}`;
  return { message, requests: [request] };
}

async function sendUntilQuick(door: FuzzDoor, request: FuzzRequest): Promise<BatchOutcome> {
  const judged: Judged[] = [];
  for (;;) {
    const before = door.cpuMs();
    judged.push({ request, status: await door.answer(request) });
    const costMs = door.cpuMs() - before;
    if (costMs <= MAX_CPU_MS) return { judged, problem: null };
    if (judged.length < TIMES_SLOW) continue;
    return { judged, problem: { message: `took ${costMs.toFixed(0)} ms of CPU`, requests: [request] } };
  }
}
