import { failureWords } from "./failure-words.ts";
import type { DeadLetterFact, DestinationFact } from "./watch-facts.ts";
import { type Watched, watched } from "./watched.ts";

const FEWEST_ATTEMPTS = 5;

export function judgeDeadLetters(fact: DeadLetterFact, now: Date): Watched {
  const { name, count } = fact;
  const deliveries = count === 1 ? "delivery" : "deliveries";
  const state = count > 0 ? "alarming" : fact.isCut ? "undecided" : "ok";
  return watched(fact.id, {
    kind: "dead_letters",
    subject: name,
    state,
    count,
    since: fact.oldestAt ?? now,
    title: `${count.toLocaleString("en-GB")} ${deliveries} to ${name} gave up after every retry`,
    recovery: `${name} has no dead letters left`,
    now: count === 0 ? "none" : count.toLocaleString("en-GB"),
    url: `/deliveries?status=dead_lettered&destinationId=${encodeURIComponent(fact.id)}`,
  });
}

/** Silence proves nothing: while deliveries wait for their next attempt, only a success is a recovery. */
export function judgeDestination(fact: DestinationFact, now: Date): Watched {
  const { name, sparedSince, succeeded, failed, hasWaiting } = fact;
  const isBad = sparedSince !== null || (succeeded === 0 && failed >= FEWEST_ATTEMPTS);
  const isOver = succeeded > 0 || !hasWaiting;
  const words = failureWords(fact.lastOutcome);
  const because = words === null ? "" : `: ${words}`;
  const spared = `${name} keeps failing and is spared until it is back${because}`;
  return watched(fact.id, {
    kind: "destination_failing",
    subject: name,
    state: isBad ? "alarming" : isOver ? "ok" : "undecided",
    count: failed,
    since: sparedSince ?? fact.firstFailedAt ?? now,
    title: sparedSince === null ? `All of the last ${failed} attempts at ${name} failed${because}` : spared,
    recovery: succeeded > 0 ? `${name} takes deliveries again` : `Nothing is being tried at ${name} any more`,
    now: sparedSince === null ? `${succeeded} succeeded and ${failed} failed in the last five minutes` : "spared",
    url: `/destinations/${encodeURIComponent(fact.id)}`,
  });
}
