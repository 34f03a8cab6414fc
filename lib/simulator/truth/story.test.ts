import { expect, test } from "vitest";
import { createRandom } from "#lib/simulator/random.ts";
import { foldStory } from "#lib/testing/fold-story.ts";
import { compareTruth } from "./compare-truth.ts";
import { deliverStory } from "./deliver-story.ts";
import { MILLISECOND, momentOf } from "./moment.ts";
import { planStory } from "./plan-story.ts";
import type { Telling } from "./scribe.ts";
import type { StoryEvent } from "./story-event.ts";
import { DOUBTS, type Receipt } from "./truth.ts";

const END = momentOf("2026-06-30T12:00:00.000000Z");
const SIZE = { events: 3_000, businesses: 60, users: 30, endAt: END };
const SEEDS = ["spring", "summer", "autumn", "winter"];
const TELLINGS: readonly Telling[] = ["afterwards", "as_it_happens"];

/** Told afterwards, everything comes within four minutes; else when the story says. */
function receive(sent: readonly StoryEvent[], telling: Telling): Map<string, Receipt> {
  const receipts = new Map<string, Receipt>();
  sent.forEach(({ key, receivedAt }, index) => {
    const afterwards = END + Math.floor((index * 240_000) / sent.length) * MILLISECOND;
    const at = telling === "afterwards" ? afterwards : receivedAt;
    if (!receipts.has(key)) receipts.set(key, { at, eventId: `event-${String(index).padStart(6, "0")}` });
  });
  return receipts;
}

function tell(seed: string, telling: Telling) {
  const story = planStory({ ...SIZE, seed, telling });
  const sent = deliverStory(story.events, 0.05, createRandom(`${seed}/delivery`));
  const receipts = receive(sent, telling);
  return { ...story, sent, receipts };
}

for (const telling of TELLINGS) {
  test.each(SEEDS)(`told ${telling}, the rules find the truth of the story %s and nothing else`, (seed) => {
    const { events, subjects, receipts } = tell(seed, telling);
    const { differences } = compareTruth(subjects, receipts, foldStory(events, receipts));
    expect(differences.slice(0, 5)).toEqual([]);
  });
}

test("every way in which order cannot be known comes up, and most subjects are free of them", () => {
  const seen = new Set<string>();
  let [doubtful, all] = [0, 0];
  for (const telling of TELLINGS) {
    const { events, subjects, receipts } = tell("spring", telling);
    const { byDoubt, byKind } = compareTruth(subjects, receipts, foldStory(events, receipts));
    for (const doubt of Object.keys(byDoubt)) seen.add(doubt);
    for (const tally of Object.values(byKind)) {
      doubtful += tally.doubtfulExpected;
      all += tally.compared;
    }
  }
  expect([...seen].sort()).toEqual([...DOUBTS].sort());
  expect(doubtful).toBeLessThan(all / 3);
});

test("told as it happens, what is shown without a doubt is what is really the case", () => {
  for (const seed of SEEDS) {
    const { subjects, receipts } = tell(seed, "as_it_happens");
    const wrong = subjects.filter((subject) => {
      const { doubt, shown, really } = subject.tell(receipts);
      return doubt === null && shown !== really;
    });
    expect(wrong.map(({ ids }) => ids)).toEqual([]);
  }
});

test("clocks that run ahead, missing times and one instant in several spellings are part of the story", () => {
  const { events } = tell("spring", "as_it_happens");
  const texts = events.map(({ body }) => JSON.stringify(body));
  const timed = texts.filter((text) => text.includes("timestamp"));
  expect(timed.some((text) => /"timestamp":"20(2[7-9]|3\d)/.test(text))).toBe(true);
  expect(events.some(({ type }, index) => type.startsWith("PLAID") && !texts[index]?.includes("timestamp"))).toBe(true);
  for (const form of [
    /\d\d:\d\dZ"/,
    /T\d\d:\d\d:\d\d"/,
    /\d \d\d:/,
    /\.\d{6}\+00:00/,
    /\+05:30/,
    /-04:00/,
    /\.\d{9}Z/,
  ]) {
    expect(timed.some((text) => form.test(text))).toBe(true);
  }
});

test("the same seed tells the same story, another seed another", () => {
  const { events } = tell("spring", "afterwards");
  expect(tell("spring", "afterwards").events).toEqual(events);
  expect(tell("summer", "afterwards").events).not.toEqual(events);
});

test("a state that differs in one field is found out, and so is one too many", () => {
  const { events, subjects, receipts } = tell("spring", "afterwards");
  const [first, ...others] = foldStory(events, receipts);
  if (first === undefined) throw new Error("the story is empty");
  const changed = { ...first, facts: { ...first.facts, status: "inactive", eventCount: -1 } };
  const surplus = { ...first, ids: ["nobody"] };
  const { differences } = compareTruth(subjects, receipts, [changed, surplus, ...others]);
  expect(differences.map(({ ids }) => ids).sort()).toEqual([first.ids, ["nobody"]].sort());
});
