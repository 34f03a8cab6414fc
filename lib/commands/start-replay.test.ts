import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replayInput, replayPreviewInput } from "#lib/domain/api/replay-input.ts";
import { insertBulkDeliveries } from "#lib/testing/bulk-events.ts";
import { beginReplay, replayOperator as operator, readPreview, readReplay } from "#lib/testing/replay-test.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { cancelReplay } from "./cancel-replay.ts";
import { previewReplay } from "./preview-replay.ts";
import { startReplay } from "./start-replay.ts";

let console: TestConsole;
let asset: string;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
beforeEach(async () => {
  await query(
    "TRUNCATE deliveries, events, bodies, requests, destinations, sources, replays, replay_items, replay_previews, notices CASCADE",
  );
  asset = await insertSource(console.database.pool, "asset", "asset");
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

/** So many events, before there is a destination to take them. */
function events(count: number, type = "PLAID_A"): Promise<string[]> {
  const some = Array.from({ length: count }, () => ({ sourceId: asset, slug: "asset", type }));
  return insertEvents(console.database.pool, some);
}

const destination = (name: string, options: Parameters<typeof insertDestination>[2] = {}) =>
  insertDestination(console.database.pool, name, options);
const deliver = (id: string, status: string, condition = "true") =>
  insertBulkDeliveries(console.database.pool, id, status, condition);
const start = (input: object) => startReplay(operator, replayInput.parse({ reason: "outage", ...input }));

describe("a replay is refused with the reason", () => {
  test("when nobody said why, unless it is a single event", async () => {
    const [first, second] = await events(2);
    await destination("Ledger");
    const { previewId } = await readPreview({ filter: {} });
    for (const selected of [{ filter: {} }, { eventIds: [first, second] }, { previewId }]) {
      for (const reason of [undefined, " "]) {
        expect(await start({ ...selected, reason })).toMatchObject({ kind: "refused", field: "reason" });
      }
    }
    expect(await start({ eventIds: [first], reason: undefined })).toMatchObject({ kind: "started" });
  });

  test("when nothing matches, and when no destination takes any of it", async () => {
    expect(await start({ filter: { type: "NOPE" } })).toMatchObject({ message: "No event matches this filter." });
    const [id] = await events(2);
    expect(await start({ filter: {} })).toMatchObject({
      kind: "refused",
      message: "There is no destination to send it to; create one first.",
    });
    await destination("Other", { eventTypes: ["TASK_*"] });
    expect(await start({ filter: {} })).toMatchObject({
      message: "No destination takes any of these 2 events. Choose one, or widen its filter.",
    });
    await query("DELETE FROM bodies");
    expect(await start({ eventIds: [id] })).toMatchObject({
      message: "Its payload was deleted, so nothing can be sent again.",
    });
    expect(await query("SELECT 1 FROM replays")).toEqual([]);
  });

  test("when everything was delivered before and only the rest is wanted", async () => {
    await events(3);
    await deliver(await destination("Ledger"), "succeeded");
    expect(await start({ filter: {} })).toMatchObject({
      kind: "refused",
      message: "All 3 were delivered before; send them again with skipDelivered=false.",
    });
    expect(await start({ filter: {}, skipDelivered: false })).toMatchObject({ kind: "started" });
  });

  test("when it names an event, a destination or a preview that does not exist", async () => {
    const [id] = await events(1);
    await destination("Ledger");
    const nobody = "00000000-0000-7000-8000-000000000000";
    expect(await start({ eventIds: [id, nobody] })).toMatchObject({ kind: "refused", field: "eventIds" });
    expect(await start({ eventIds: [id], destinationIds: [nobody] })).toMatchObject({ field: "destinationIds" });
    expect(await start({ previewId: nobody })).toMatchObject({ field: "previewId" });
  });
});

describe("two operators", () => {
  test("who start the same: the second is told who and when, and may insist", async () => {
    await events(3);
    await destination("Ledger");
    const id = await beginReplay({ filter: { type: "PLAID_*, TASK_*" } });
    const again = await start({ filter: { type: "TASK_*,PLAID_*" } });
    expect(again).toMatchObject({ kind: "conflict", message: expect.stringContaining(id) });
    expect(again).toMatchObject({
      message: expect.stringContaining("operator@example.test started the same replay at"),
    });
    expect(await start({ filter: { type: "PLAID_*" } })).toMatchObject({ kind: "started" });
    expect(await start({ filter: { type: "TASK_*,PLAID_*" }, evenIfRunning: true })).toMatchObject({
      kind: "started",
      warnings: [expect.stringContaining("started the same replay")],
    });
  });

  test("are told of one another from the command line and from a preview, whichever came first", async () => {
    await events(3);
    await destination("Ledger");
    await destination("Elsewhere", { eventTypes: ["TASK_*"] });
    const shown = await readPreview({ filter: { source: "asset" } });
    expect(await start({ previewId: shown.previewId })).toMatchObject({ kind: "started" });
    expect(await start({ filter: { source: "asset" } })).toMatchObject({ kind: "conflict" });
    const [id] = await events(1);
    expect(await start({ eventIds: [id] })).toMatchObject({ kind: "started" });
    const { previewId, warnings } = await readPreview({ eventIds: [id] });
    expect(warnings).toContainEqual(expect.stringContaining("started the same replay"));
    expect(await start({ previewId })).toMatchObject({ kind: "conflict" });
  });

  test("who share a destination are told, as that would get everything twice; others are not", async () => {
    await events(3);
    const [ledger, crm, warehouse] = [await destination("Ledger"), await destination("CRM"), await destination("DWH")];
    expect(await start({ filter: {}, destinationIds: [ledger, crm] })).toMatchObject({ kind: "started" });
    expect(await start({ filter: {}, destinationIds: [crm, warehouse] })).toMatchObject({ kind: "conflict" });
    expect(await start({ filter: {}, destinationIds: [warehouse] })).toMatchObject({ kind: "started" });
  });

  test("who start the same at once: one of them is told", async () => {
    await events(3);
    await destination("Ledger");
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => start({ filter: { source: "asset" } })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["conflict", "conflict", "conflict", "started"]);
  });
});

describe("a start from a preview", () => {
  test("is what it showed: its events, its moment; destinations can be narrowed and never get more", async () => {
    await events(2);
    await events(3, "TASK_REQUEST");
    const ledger = await destination("Ledger", { eventTypes: ["PLAID_*"] });
    const warehouse = await destination("Warehouse");
    const shown = await readPreview({ filter: { from: "-1h" } });
    const outcome = await start({ previewId: shown.previewId, destinationIds: [ledger], reason: "outage" });
    if (outcome.kind !== "started") throw new Error(outcome.message);
    const [row] = await query("SELECT heeds_filters, destination_ids, up_to FROM replays");
    expect(row).toEqual({ heeds_filters: true, destination_ids: [ledger], up_to: new Date(shown.upTo) });
    const replay = await readReplay(outcome.replayId);
    expect(replay.filter).toEqual({ from: new Date(Date.parse(shown.upTo) - 3_600_000).toISOString() });
    const other = await readPreview({ filter: {}, destinationIds: [ledger] });
    expect(await start({ previewId: other.previewId, destinationIds: [warehouse] })).toMatchObject({
      kind: "refused",
      field: "destinationIds",
    });
  });

  test("is refused after 24 hours", async () => {
    await events(1);
    await destination("Ledger");
    const { previewId } = await readPreview({ filter: {} });
    await query("UPDATE replay_previews SET created_at = now() - interval '25 hours'");
    expect(await start({ previewId })).toMatchObject({ kind: "refused", field: "previewId" });
    await readPreview({ filter: {} });
    expect(await query("SELECT count(*)::int FROM replay_previews")).toEqual([{ count: 1 }]);
  });
});

test("starting and canceling are in the audit log, and a viewer may do neither", async () => {
  await events(2);
  await destination("Ledger");
  const id = await beginReplay({ filter: { type: "PLAID_*" }, name: "Incident 12", reason: "outage" });
  expect(await cancelReplay(operator, id, { reason: "wrong filter" })).toEqual({
    kind: "canceling",
    sent: 0,
    untouched: 0,
    message: "Nothing was sent, and nothing will be.",
  });
  const entries = await query("SELECT action, reason, after FROM audit_entries WHERE target_id = $1 ORDER BY seq", [
    id,
  ]);
  expect(entries).toMatchObject([
    { action: "replay.started", reason: "outage", after: { name: "Incident 12", filter: { type: "PLAID_*" } } },
    { action: "replay.canceled", reason: "wrong filter" },
  ]);
  expect(await cancelReplay(operator, id, {})).toMatchObject({ kind: "conflict" });
  const viewer = testActor("viewer");
  await expect(startReplay(viewer, replayInput.parse({ filter: {} }))).rejects.toMatchObject({ code: "forbidden" });
  await expect(previewReplay(viewer, replayPreviewInput.parse({ filter: {} }))).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(cancelReplay(viewer, id, {})).rejects.toMatchObject({ code: "forbidden" });
});
