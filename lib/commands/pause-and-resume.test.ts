import { describe, expect, test } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { plant } from "#lib/testing/plant.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { replayEvent } from "./replay-event.ts";
import { updateDestination } from "./update-destination.ts";
import { updateSource } from "./update-source.ts";

const COUNT = 1000;
const RATE = 400;
const operator = testActor("operator");
const works = plant();

const source = (status: "enabled" | "paused" | "disabled", onResume?: "deliver" | "discard") =>
  updateSource(operator, "abound", { status, reason: "test", ...(onResume && { onResume }) });
const destination = (id: string, paused: boolean, onResume?: "deliver" | "discard") =>
  updateDestination(operator, id, { paused, reason: "test", ...(onResume && { onResume }) });

const PAUSES = [
  {
    whose: "source",
    pause: () => source("paused"),
    end: (_: string, how: "deliver" | "discard") => source("enabled", how),
  },
  {
    whose: "destination",
    pause: (id: string) => destination(id, true),
    end: (id: string, how: "deliver" | "discard") => destination(id, false, how),
  },
];

describe.each(PAUSES)("a paused $whose", ({ whose, pause, end }) => {
  test("C06: holds 1,000 webhooks and sends exactly those, in the order of receipt, at the destination's rate", async () => {
    const id = await works.createDestination({ concurrency: 1, rate: RATE });
    expect(await pause(id)).toMatchObject({ kind: "updated" });
    await works.send(COUNT);
    expect(await works.statuses()).toEqual({ held: COUNT });
    const startedAt = performance.now();
    expect(await end(id, "deliver")).toMatchObject({ moved: { delivered: COUNT, held: 0, discarded: 0 } });
    await eventually(async () => expect(await works.statuses()).toEqual({ succeeded: COUNT }), 30_000);
    expect(performance.now() - startedAt).toBeGreaterThan((COUNT / RATE - 1) * 1000);
    expect(works.arrived()).toEqual(await works.received());
    expect(await works.query("SELECT DISTINCT trigger, actor FROM attempts")).toEqual([
      { trigger: "resume", actor: operator.label },
    ]);
  }, 60_000);

  test("C06: discards 1,000 webhooks on request: none is sent, each is listed and can be replayed", async () => {
    const id = await works.createDestination();
    await pause(id);
    await works.send(COUNT);
    expect(await end(id, "discard")).toMatchObject({ moved: { delivered: 0, discarded: COUNT } });
    const reason = `${whose}_paused`;
    expect(
      await works.query("SELECT status, reason, triggered_by, count(*)::int AS count FROM deliveries GROUP BY 1, 2, 3"),
    ).toEqual([{ status: "discarded", reason, triggered_by: operator.label, count: COUNT }]);
    const [eventId = ""] = await works.received();
    expect(await replayEvent(operator, eventId, {})).toMatchObject({ kind: "started" });
    await eventually(() => expect(works.arrived()).toEqual([eventId]));
    await eventually(async () => expect(await works.statuses()).toEqual({ discarded: COUNT, succeeded: 1 }));
  }, 60_000);

  test("what is under way when it begins is finished, and nothing else is sent until it ends", async () => {
    const answers: (() => void)[] = [];
    works.answerWith((_request, response) => answers.push(() => response.end()));
    const id = await works.createDestination({ concurrency: 4 });
    await works.send(40);
    await eventually(() => expect(answers).toHaveLength(4));
    await pause(id);
    for (const answer of answers.splice(0)) answer();
    await eventually(async () => expect(await works.statuses()).toEqual({ succeeded: 4, held: 36 }));
    expect(works.sink.requests).toHaveLength(4);
    works.answerWith((_request, response) => response.end());
    await end(id, "deliver");
    await eventually(async () => expect(await works.statuses()).toEqual({ succeeded: 40 }));
    expect(new Set(works.arrived()).size).toBe(40);
  }, 30_000);
});

test("a paused source does not hold a replay, a paused destination does", async () => {
  const id = await works.createDestination();
  await source("paused");
  await works.send(1);
  const [eventId = ""] = await works.received();
  await replayEvent(operator, eventId, {});
  await eventually(() => expect(works.arrived()).toEqual([eventId]));
  await destination(id, true);
  await replayEvent(operator, eventId, {});
  await eventually(async () => expect(await works.statuses()).toEqual({ held: 2, succeeded: 1 }));
  await destination(id, false);
  await eventually(async () => expect(await works.statuses()).toEqual({ held: 1, succeeded: 2 }));
  expect(await works.query("SELECT trigger, actor FROM attempts ORDER BY started_at")).toEqual([
    { trigger: "replay", actor: operator.label },
    { trigger: "resume", actor: operator.label },
  ]);
});

test("disabling a paused source lets what waits wait, and enabling it sends that", async () => {
  await works.createDestination();
  await source("paused");
  await works.send(5);
  await source("disabled");
  expect(await works.statuses()).toEqual({ held: 5 });
  await source("enabled");
  await eventually(async () => expect(await works.statuses()).toEqual({ succeeded: 5 }));
});
