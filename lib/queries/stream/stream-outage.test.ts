import { afterAll, beforeAll, expect, test } from "vitest";
import { type RejectionRow, recordRejections } from "#lib/db/record-rejections.ts";
import { newId } from "#lib/platform/ids.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { StreamHub, type StreamMessage } from "./stream-hub.ts";

let installation: TestConsole;
let sourceId: string;
const hubs: (() => void)[] = [];

beforeAll(async () => {
  installation = await openTestConsole();
  sourceId = await insertSource(installation.database.pool, "asset", "asset");
});
afterAll(async () => {
  for (const leave of hubs) leave();
  await installation.close();
});

async function listen(kind: "request" | "spool"): Promise<StreamMessage[]> {
  const hub = new StreamHub({ url: installation.database.url, onError: () => undefined });
  const told: StreamMessage[] = [];
  hubs.push(hub.subscribe((messages) => told.push(...messages.filter(({ change }) => change.kind === kind))));
  await hub.ready();
  return told;
}

function refusal(): RejectionRow {
  return {
    id: newId(),
    sourceId,
    slug: "asset",
    door: "receiver",
    status: 401,
    cause: "bad_signature",
    receivedAt: new Date().toISOString(),
    remoteAddress: null,
    headersJson: "[]",
    bodySize: 2,
    bodyPrefix: Buffer.from("{}"),
    body: null,
    sharedHeaderPassed: null,
  };
}

test("a refused request is told once, with its cause and without its content", async () => {
  const told = await listen("request");
  const row = refusal();
  await recordRejections(installation.database.pool, [row]);
  await eventually(() => expect(told).toHaveLength(1));
  const { id, receivedAt } = row;
  expect(told[0]?.change).toEqual({
    kind: "request",
    id,
    source: "asset",
    status: 401,
    cause: "bad_signature",
    receivedAt,
  });
  await recordRejections(installation.database.pool, [refusal()]);
  await eventually(() => expect(told).toHaveLength(2));
});

test("a door that begins to spool is told, one that has nothing on its disk is not", async () => {
  const told = await listen("spool");
  const beat = (instance: string, state: string) =>
    installation.database.pool.query(
      `INSERT INTO heartbeats (process, instance, beat_at, started_at, spool)
       VALUES ('receiver', $1, clock_timestamp(), now(), jsonb_build_object('state', $2::text))`,
      [instance, state],
    );
  await beat("host:1", "empty");
  await beat("host:2", "draining");
  await eventually(() => expect(told).toHaveLength(1));
});

test("readers are told at once when the database cannot be read, and once", async () => {
  const told = await listen("spool");
  const url = process.env.DATABASE_URL;
  const { closeReadPool } = await import("#lib/db/read-rows.ts");
  const before = told.length;
  process.env.DATABASE_URL = "postgresql://postgres@127.0.0.1:1/none";
  await closeReadPool();
  await eventually(() => expect(told).toHaveLength(before + 1));
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  expect(told).toHaveLength(before + 1);
  process.env.DATABASE_URL = url;
  await closeReadPool();
});
