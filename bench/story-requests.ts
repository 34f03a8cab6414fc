import type { Random } from "#lib/simulator/random.ts";
import { deliverStory } from "#lib/simulator/truth/deliver-story.ts";
import { type StoryKeys, signStoryEvent } from "#lib/simulator/truth/sign-story-event.ts";
import type { StoryEvent } from "#lib/simulator/truth/story-event.ts";
import { httpRequest } from "./signed-requests.ts";

/** The story's webhooks as HTTP requests in the order of sending; one that is sent twice is signed once. */
export function storyRequests(
  events: readonly StoryEvent[],
  duplicates: number,
  keys: StoryKeys,
  random: Random,
): Buffer[] {
  const signed = new Map<string, Buffer>();
  return deliverStory(events, duplicates, random).map((event) => {
    const known = signed.get(event.key);
    if (known !== undefined) return known;
    const { headers, body } = signStoryEvent(event, keys, random.pick(["spaced", "compact"]));
    const request = httpRequest(event.provider, body, headers);
    signed.set(event.key, request);
    return request;
  });
}
