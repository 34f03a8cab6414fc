import { refusalInWords, spooledInWords } from "#lib/domain/spool-words.ts";
import type { SpoolFact } from "./watch-facts.ts";
import { type Watched, watched } from "./watched.ts";

/** A busy database makes a door spool for a moment, which is nobody's business. */
const MOMENT_MS = 10_000;
const URL = "/outages";

export function judgeSpoolUse({ process, spool, fullest }: SpoolFact, now: Date): Watched {
  const told = spool.waiting > 0 ? spool : fullest;
  const since = told.since === null ? now : new Date(told.since);
  const isLong = now.getTime() - since.getTime() >= MOMENT_MS;
  const title = `${spooledInWords(told, now) ?? "Nothing spooled"}: the ${process} could not reach the database`;
  return watched(process, {
    kind: "spool_in_use",
    subject: process,
    state: told.waiting > 0 && isLong ? "alarming" : "ok",
    count: Math.max(1, told.waiting),
    since,
    title,
    recovery: `Everything that the ${process} had spooled is stored`,
    now: spooledInWords(spool, now) ?? "nothing on disk",
    url: URL,
  });
}

export function judgeSpoolRefusal({ process, spool }: SpoolFact, now: Date): Watched {
  const isRefusing = spool.state === "refusing";
  return watched(process, {
    kind: "spool_refusing",
    subject: process,
    state: isRefusing ? "alarming" : "ok",
    count: 1,
    since: now,
    title: `The ${process} refuses webhooks: ${refusalInWords(spool)}`,
    recovery: `The ${process} takes webhooks again`,
    now: isRefusing ? "refuses webhooks" : "takes webhooks",
    url: URL,
  });
}

/** A person has to look at it; the files say by their names what they are. */
export function judgeSetAside({ process, spool: { setAside } }: SpoolFact, now: Date): Watched {
  const pieces = setAside === 1 ? "1 piece" : `${setAside} pieces`;
  return watched(process, {
    kind: "spool_set_aside",
    subject: process,
    state: setAside > 0 ? "alarming" : "ok",
    count: Math.max(1, setAside),
    since: now,
    title: `${pieces} of the ${process}'s spool could not be read or stored and ${setAside === 1 ? "lies" : "lie"} aside on its disk`,
    recovery: `Nothing lies aside on the disk of the ${process} any more`,
    now: setAside === 0 ? "nothing lies aside" : `${pieces} aside`,
    url: URL,
  });
}
