import type { Random } from "#lib/simulator/random.ts";
import type { StoryEvent } from "./story-event.ts";

/** The order in which a story's webhooks are sent: any, with some of them sent twice. */
export function deliverStory(events: readonly StoryEvent[], duplicates: number, random: Random): StoryEvent[] {
  const sent = events.flatMap((event) => (random.chance(duplicates) ? [event, event] : [event]));
  for (let last = sent.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    const [a, b] = [sent[last], sent[other]];
    if (a !== undefined && b !== undefined) [sent[last], sent[other]] = [b, a];
  }
  return sent;
}
