import { expect, test } from "vitest";
import { listDeliveries } from "#lib/queries/deliveries/list-deliveries.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { plant } from "#lib/testing/plant.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { cancelDelivery } from "./cancel-delivery.ts";
import { deleteDestination } from "./delete-destination.ts";
import { redeliver } from "./redeliver.ts";
import { replayEvent } from "./replay-event.ts";
import { updateDestination } from "./update-destination.ts";
import { updateSource } from "./update-source.ts";

const admin = testActor("admin");
const operator = testActor("operator");
const works = plant();

type Delivery = { id: string; status: string; reason: string | null; event_id: string };
const deliveries = () => works.query<Delivery>("SELECT id, status, reason, event_id FROM deliveries ORDER BY id");
const attempts = () => works.query("SELECT number, trigger, actor, outcome FROM attempts ORDER BY started_at, number");

test("D22: deleting a destination ends what is pending, held, under way and scheduled again, each with the reason", async () => {
  let isHanging = false;
  const hanging: (() => void)[] = [];
  works.answerWith((_request, response) => {
    if (isHanging) hanging.push(() => response.end());
    else response.writeHead(500).end();
  });
  const id = await works.createDestination({ concurrency: 1, retrySchedule: "1h,1h" });
  await works.send(1);
  await eventually(async () => expect(await works.statuses()).toEqual({ retry_scheduled: 1 }));
  isHanging = true;
  await works.send(2);
  await eventually(() => expect(hanging).toHaveLength(1));
  await works.send(1);
  await works.query(HOLD_ONE);
  expect(await works.statuses()).toEqual({ retry_scheduled: 1, in_progress: 1, pending: 1, held: 1 });
  expect(await deleteDestination(admin, id)).toMatchObject({ kind: "deleted", canceled: 4 });
  const ended = await works.query(
    "SELECT status, reason, triggered_by, completed_at IS NOT NULL AS has_end FROM deliveries",
  );
  expect(ended).toEqual(
    Array(4).fill({ status: "canceled", reason: "destination_deleted", triggered_by: admin.label, has_end: true }),
  );
  for (const answer of hanging) answer();
  await eventually(async () => expect(await attempts()).toHaveLength(2));
  expect(await works.statuses()).toEqual({ canceled: 4 });
  expect(works.sink.requests).toHaveLength(2);
});

const HOLD_ONE = `
UPDATE deliveries SET status = 'held', reason = 'destination_paused'
WHERE id = (SELECT id FROM deliveries WHERE status = 'pending' ORDER BY id LIMIT 1)`;

test("every attempt tells what asked for it, and who", async () => {
  let status = 500;
  works.answerWith((_request, response) => response.writeHead(status).end());
  await works.createDestination({ retrySchedule: "1s" });
  await works.send(1);
  await eventually(async () => expect(await works.statuses()).toEqual({ dead_lettered: 1 }));
  status = 200;
  const [delivery] = await deliveries();
  expect(await redeliver(operator, delivery?.id ?? "", {})).toEqual({ kind: "due" });
  await eventually(async () => expect(await works.statuses()).toEqual({ succeeded: 1 }));
  expect(await attempts()).toEqual([
    { number: 1, trigger: "initial", actor: null, outcome: "failed" },
    { number: 2, trigger: "automatic", actor: null, outcome: "failed" },
    { number: 3, trigger: "manual", actor: operator.label, outcome: "succeeded" },
  ]);
});

test("a retry that an operator cancels is not made, and can be asked for again", async () => {
  let status = 500;
  works.answerWith((_request, response) => response.writeHead(status).end());
  await works.createDestination({ retrySchedule: "1s,1s" });
  await works.send(1);
  await eventually(async () => expect(await works.statuses()).toEqual({ retry_scheduled: 1 }));
  const id = (await deliveries())[0]?.id ?? "";
  expect(await cancelDelivery(operator, id, { reason: "wrong" })).toEqual({ kind: "canceled" });
  const made = works.sink.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(works.sink.requests).toHaveLength(made);
  const page = await listDeliveries(operator, { limit: 50, reason: "operator" });
  expect(page.data[0]?.explanation).toContain(`${operator.label} canceled it.`);
  status = 200;
  await redeliver(operator, id, {});
  await eventually(async () => expect(await works.statuses()).toEqual({ succeeded: 1 }));
});

test("moving a delivery of a replay has the replay counted anew", async () => {
  await works.createDestination({ paused: true });
  await works.send(1);
  const [event] = await works.received();
  const replay = await replayEvent(operator, event ?? "", {});
  if (replay.kind !== "started") throw new Error(replay.kind);
  const [own] = await works.query<{ id: string }>("SELECT id FROM deliveries WHERE replay_id = $1", [replay.replayId]);
  // Without a worker between: whether it is counted at once is the worker's business.
  await works.query("CREATE TABLE unsettled AS SELECT id, is_settled FROM replays WHERE false");
  await works.query(`
    CREATE FUNCTION note_unsettled() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO unsettled VALUES (NEW.id, NEW.is_settled); RETURN NEW; END $$`);
  await works.query("UPDATE replays SET is_settled = true, status = 'completed'");
  await works.query(`
    CREATE TRIGGER note_unsettled AFTER UPDATE ON replays FOR EACH ROW
    WHEN (OLD.is_settled AND NOT NEW.is_settled) EXECUTE FUNCTION note_unsettled()`);
  await cancelDelivery(operator, own?.id ?? "", {});
  expect(await works.query("SELECT is_settled FROM unsettled")).toEqual([{ is_settled: false }]);
  await works.query("DROP TRIGGER note_unsettled ON replays; DROP FUNCTION note_unsettled; DROP TABLE unsettled");
});

test("whatever operators do, every event keeps its deliveries, and each ends sent or says why not", async () => {
  const seed = Date.now() % 100_000;
  const random = generator(seed);
  works.answerWith((_request, response) => response.writeHead(random() < 0.2 ? 500 : 200).end());
  const settings = { retrySchedule: "1s,1s" };
  const ids = [await works.createDestination(settings), await works.createDestination(settings)];
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  const onResume = () => pick(["deliver", "discard"] as const) ?? "deliver";
  const one = async () => pick(await deliveries());
  const steps = [
    () => works.send(5),
    () => updateSource(operator, "abound", { status: "paused", reason: "x" }),
    () => updateSource(operator, "abound", { status: "enabled", reason: "x", onResume: onResume() }),
    () => updateDestination(operator, pick(ids) ?? "", { paused: true, reason: "x" }),
    () => updateDestination(operator, pick(ids) ?? "", { paused: false, reason: "x", onResume: onResume() }),
    async () => cancelDelivery(operator, (await one())?.id ?? "", {}),
    async () => redeliver(operator, (await one())?.id ?? "", {}),
    async () => replayEvent(operator, (await one())?.event_id ?? "", {}),
  ];
  await works.send(20);
  let known = 0;
  for (let step = 0; step < 60; step += 1) {
    await pick(steps)?.();
    const { length } = await deliveries();
    expect(length, `seed ${seed}`).toBeGreaterThanOrEqual(known);
    known = length;
  }
  await updateSource(operator, "abound", { status: "enabled", reason: "x" });
  for (const id of ids) await updateDestination(operator, id, { paused: false, reason: "x" });
  await eventually(async () => {
    const open = (await deliveries()).filter(({ status }) => !ENDS.has(status));
    expect(open, `seed ${seed}`).toEqual([]);
  }, 40_000);
  const pairs = await works.query(
    "SELECT e.id FROM events e LEFT JOIN deliveries d ON d.event_id = e.id AND d.replay_id IS NULL GROUP BY e.id HAVING count(d.id) <> 2",
  );
  expect(pairs, `seed ${seed}`).toEqual([]);
  const unexplained = (await deliveries()).filter(
    ({ status, reason }) => (status === "canceled" || status === "discarded") && reason === null,
  );
  expect(unexplained, `seed ${seed}`).toEqual([]);
}, 90_000);

const ENDS = new Set(["succeeded", "dead_lettered", "canceled", "discarded"]);

/** Numbers in [0, 1) that a printed seed repeats. */
function generator(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
