import type { REFUSAL_ALARMS } from "#lib/domain/refusal-alarm.ts";
import type { CutRequestFact } from "./watch-facts.ts";
import { type Watched, watched } from "./watched.ts";

const WORDS = {
  too_large: "larger than 256 KiB",
  too_slow: "not complete within ten seconds",
  too_fragmented: "in far more pieces than its size needs",
  authentic_not_an_object: "signed by the provider, yet not a JSON object that can be read",
} as const satisfies Record<keyof typeof REFUSAL_ALARMS, string>;

/** Whoever sent them tries again and meets the same, so that a genuine event among them is lost. */
export function judgeCutRequests({ id, slug, name, count, firstAt, cause }: CutRequestFact, now: Date): Watched {
  const noun = count === 1 ? "1 request" : `${count} or more requests`;
  const why = cause === null ? "cut off" : WORDS[cause];
  return watched(id, {
    kind: "requests_cut",
    subject: name,
    state: count > 0 ? "alarming" : "ok",
    count: Math.max(1, count),
    since: firstAt ?? now,
    title: `${noun} to ${name} ${count === 1 ? "was" : "were"} refused because of ${count === 1 ? "its" : "their"} form (${why}): sent by the provider, ${count === 1 ? "it is" : "they are"} lost`,
    recovery: `For an hour no request to ${name} was too large, too slow or unreadable`,
    now: count === 0 ? "none within the last hour" : `${count} within the last hour`,
    url: `/requests?outcome=rejected&cause=${cause ?? "too_large"}&source=${encodeURIComponent(slug)}`,
  });
}
