import { judgeDeadLetters, judgeDestination } from "./judge-destinations.ts";
import { judgeProcess } from "./judge-process.ts";
import { judgeCutRequests } from "./judge-refusals.ts";
import { judgeExpirations, judgeQuiet, judgeRejections, judgeTaxPayments } from "./judge-sources.ts";
import { judgeSetAside, judgeSpoolRefusal, judgeSpoolUse } from "./judge-spools.ts";
import type { WatchFacts } from "./watch-facts.ts";
import { WATCH_KINDS, type WatchKind } from "./watch-kind.ts";
import type { WatchTimes } from "./watch-times.ts";
import type { Watched } from "./watched.ts";

export interface WatchSetting {
  readonly manyExpired: number;
  /** When the process that watches was started. */
  readonly watchingSince: Date;
  readonly times: WatchTimes;
}

/** Everything that is watched, as it is now, kind by kind; a kind that could not be read is absent. */
export function judgeFacts(
  facts: WatchFacts,
  { manyExpired, watchingSince, times }: WatchSetting,
  now: Date,
): ReadonlyMap<WatchKind, readonly Watched[]> {
  const judged = {
    source_quiet: facts.source_quiet?.map((fact) => judgeQuiet(fact, now)),
    all_rejected: facts.all_rejected?.map((fact) => judgeRejections(fact, now)),
    dead_letters: facts.dead_letters?.map((fact) => judgeDeadLetters(fact, now)),
    destination_failing: facts.destination_failing?.map((fact) => judgeDestination(fact, now)),
    process_down: facts.process_down?.map((fact) => judgeProcess(fact, watchingSince, times, now)),
    spool_refusing: facts.spool_refusing?.map((fact) => judgeSpoolRefusal(fact, now)),
    spool_in_use: facts.spool_in_use?.map((fact) => judgeSpoolUse(fact, now)),
    spool_set_aside: facts.spool_set_aside?.map((fact) => judgeSetAside(fact, now)),
    requests_cut: facts.requests_cut?.map((fact) => judgeCutRequests(fact, now)),
    tax_payment_error: facts.tax_payment_error?.map((fact) => judgeTaxPayments(fact, now)),
    many_expired: facts.many_expired?.map((fact) => judgeExpirations(fact, manyExpired, now)),
  } satisfies Record<WatchKind, readonly Watched[] | undefined>;
  const kinds = Object.keys(WATCH_KINDS) as WatchKind[];
  return new Map(kinds.flatMap((kind) => (judged[kind] === undefined ? [] : [[kind, judged[kind]] as const])));
}
