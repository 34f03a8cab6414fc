import type { DestinationFacts, Problem } from "./overview-problem.ts";
import { spanInWords } from "./span-in-words.ts";

/** What is not as it should be at a destination, each with the page that shows it. */
export function destinationProblems(destination: DestinationFacts, now: Date): Problem[] {
  return [...failing(destination, now), ...deadLettered(destination), ...paused(destination)];
}

function failing(destination: DestinationFacts, now: Date): Problem[] {
  const { id, name, retrying, oldestPendingAt, breaker, health } = destination;
  const page = `/destinations/${id}`;
  const bad = { kind: "destination_failing", severity: "bad", oldestAt: oldestPendingAt } as const;
  if (breaker.state !== "closed" && !destination.paused) {
    const why = breaker.why === null ? "." : `: ${breaker.why}`;
    const waiting = `${amount(breaker.waiting)} ${breaker.waiting === 1 ? "waits" : "wait"} until it answers again.`;
    return [{ ...bad, title: `${name} is failing${why} ${waiting}`, count: breaker.waiting, url: page }];
  }
  if (health === "failing" || retrying > 0) {
    const title =
      retrying > 0
        ? `${amount(retrying)} to ${name} ${retrying === 1 ? "is" : "are"} failing.`
        : `Deliveries to ${name} are failing.`;
    return [{ ...bad, title, count: retrying, url: `/deliveries?status=retry_scheduled&destinationId=${id}` }];
  }
  if (health !== "behind" || oldestPendingAt === null) return [];
  const behind = spanInWords(now.getTime() - Date.parse(oldestPendingAt));
  return [{ ...bad, title: `${name} is ${behind} behind.`, count: destination.pending, url: page }];
}

function deadLettered({ id, name, deadLettered: count, oldestDeadLetterAt }: DestinationFacts): Problem[] {
  if (count === 0) return [];
  const title = `${amount(count)} to ${name} gave up after every retry.`;
  const url = `/deliveries?status=dead_lettered&destinationId=${id}`;
  return [{ kind: "dead_lettered", severity: "bad", title, count, oldestAt: oldestDeadLetterAt, url }];
}

function paused(destination: DestinationFacts): Problem[] {
  if (!destination.paused) return [];
  const count = destination.heldFor.destination_paused;
  const title = `${destination.name} is paused; ${amount(count)} ${count === 1 ? "waits" : "wait"}.`;
  const oldestAt = count === 0 ? null : destination.oldestHeldAt;
  return [
    { kind: "destination_paused", severity: "warn", title, count, oldestAt, url: `/destinations/${destination.id}` },
  ];
}

function amount(count: number): string {
  return `${count} ${count === 1 ? "delivery" : "deliveries"}`;
}
