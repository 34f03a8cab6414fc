import { createHash } from "node:crypto";
import { createRandom } from "#lib/simulator/random.ts";
import { deliverStory } from "#lib/simulator/truth/deliver-story.ts";
import { MILLISECOND } from "#lib/simulator/truth/moment.ts";
import { planStory } from "#lib/simulator/truth/plan-story.ts";
import { type StoryKeys, signStoryEvent } from "#lib/simulator/truth/sign-story-event.ts";
import type { StoryEvent } from "#lib/simulator/truth/story-event.ts";

/** A signed webhook; one that is sent twice is the same object. */
export interface Webhook {
  /** The provider's own id of it. */
  key: string;
  slug: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  bodyHash: string;
}

const CHAPTER = { events: 3000, businesses: 60, users: 30 };
const DUPLICATES = 0.05;
const MINUTE_MS = 60_000;

/** Webhooks of both providers without end, some of them twice; planned and signed when they are asked for. */
export function createTraffic(seed: string, keys: StoryKeys): () => Webhook {
  const waiting: StoryEvent[] = [];
  const signed = new Map<string, Webhook>();
  const random = createRandom(`${seed}/wire`);
  let chapters = 0;
  return () => {
    if (waiting.length === 0) {
      waiting.push(...planChapter(`${seed}/${chapters++}`));
      signed.clear();
    }
    const event = waiting.pop();
    if (event === undefined) throw new Error("a chapter of the story has no events");
    const webhook = signed.get(event.key) ?? sign(event, keys, random.pick(["spaced", "compact"]));
    signed.set(event.key, webhook);
    return webhook;
  };
}

function planChapter(seed: string): StoryEvent[] {
  const endAt = (Date.now() - 10 * MINUTE_MS) * MILLISECOND;
  const { events } = planStory({ ...CHAPTER, seed, telling: "afterwards", endAt });
  return deliverStory(events, DUPLICATES, createRandom(`${seed}/order`));
}

function sign(event: StoryEvent, keys: StoryKeys, form: "spaced" | "compact"): Webhook {
  const { headers, body } = signStoryEvent(event, keys, form);
  const bytes = Buffer.from(body);
  return {
    key: event.key,
    slug: event.provider,
    headers: { "content-type": "application/json", ...headers },
    body: bytes,
    bodyHash: createHash("sha256").update(bytes).digest("hex"),
  };
}
