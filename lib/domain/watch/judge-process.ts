import type { WatchedProcess } from "#lib/domain/outage.ts";
import { spanInWords } from "#lib/domain/span-in-words.ts";
import type { ProcessFact } from "./watch-facts.ts";
import type { WatchTimes } from "./watch-times.ts";
import { type Watched, watched } from "./watched.ts";

const CONSEQUENCES = {
  worker: "nothing is delivered",
  receiver: "webhooks may not be accepted",
  console: "nobody can look or act",
} satisfies Record<WatchedProcess, string>;

/** `watchingSince` is the start of the process that watches: one that started with it is given time to report. */
export function judgeProcess(fact: ProcessFact, watchingSince: Date, times: WatchTimes, now: Date): Watched {
  const { process, lastBeatAt, isStopped } = fact;
  const silenceMs = now.getTime() - lastBeatAt.getTime();
  const isSilent = silenceMs > times.silentMs;
  const isEarly = now.getTime() - watchingSince.getTime() < times.startGraceMs;
  const silent = spanInWords(silenceMs);
  const state = isSilent && !isStopped ? (isEarly ? "undecided" : "alarming") : "ok";
  const alive = `reported ${silent} ago`;
  return watched(process, {
    kind: "process_down",
    subject: process,
    state,
    count: 1,
    since: lastBeatAt,
    title: `The ${process} has not reported for ${silent}: ${CONSEQUENCES[process]}`,
    recovery: isStopped ? `The ${process} was stopped on purpose` : `The ${process} is up again`,
    now: isStopped ? "stopped on purpose" : isSilent ? `silent for ${silent}` : alive,
    url: "/outages",
  });
}
