import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { recordRejections } from "#lib/db/record-rejections.ts";
import { markAcceptedLater } from "#lib/db/requests/mark-accepted-later.ts";
import { settleTaken } from "#lib/db/settle-taken.ts";
import { storeBatch } from "#lib/db/store-batch.ts";
import { type RequestRow, requestQuery } from "#lib/domain/api/requests.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { systemIdentity } from "#lib/domain/system-identity.ts";
import { newId, newIdAt } from "#lib/platform/ids.ts";
import { getEvent } from "#lib/queries/events/get-event.ts";
import { storeRow } from "#lib/testing/store-row.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { getRequest } from "./get-request.ts";
import { listRequests } from "./list-requests.ts";

const viewer = testActor("viewer");
const MINUTE_MS = 60_000;
/** A request a minute, the last of them a minute ago. */
const ARRIVALS = 12;
const startMs = Date.now() - ARRIVALS * MINUTE_MS;

let console: TestConsole;
/** By what the log is to say of each, oldest first. */
const arrived: { id: string; says: string }[] = [];
const sources: Record<string, string> = {};

beforeAll(async () => {
  console = await openTestConsole();
  const { pool } = console.database;
  sources.live = await insertSource(pool, "abound", "live");
  sources.sandbox = await insertSource(pool, "abound", "sandbox", { environment: "sandbox" });
  const first = await arrive("live");
  await reject("live", "bad_signature");
  await arrive("sandbox");
  await repeat("live", first);
  const refused = await reject("live", "source_disabled", true);
  await accept(refused, (await arriveLater(refused.receivedAt)).eventId, "accepted later");
  await reject("nowhere", "unknown_source");
  await repeat("live", first);
  const lateRepeat = await reject("live", "source_disabled", true);
  await accept(lateRepeat, first.eventId, "accepted later, a duplicate");
  await reject("sandbox", "source_disabled", true);
  await acceptedLongAgo();
  await arrive("live");
  await arrive("sandbox");
}, 60_000);

afterAll(async () => {
  await closeReadPool();
  await console.close();
});

const nextAt = () => new Date(startMs + arrived.length * MINUTE_MS);

async function arrive(slug: string) {
  const receivedAt = nextAt();
  const row = storeRow({ ...idsAt(receivedAt), slug, sourceId: sources[slug] ?? "", remoteAddress: "192.0.2.7" });
  await storeBatch(console.database.pool, [row], 0);
  arrived.push({ id: row.eventId, says: `${slug}: accepted` });
  return row;
}

function idsAt(at: Date) {
  return { eventId: newIdAt(at), requestId: newIdAt(at), receivedAt: at.toISOString() };
}

async function repeat(slug: string, of: ReturnType<typeof storeRow>): Promise<void> {
  const again = { ...of, ...idsAt(nextAt()) };
  expect(await settleTaken(console.database.pool, again, 0)).toMatchObject({ kind: "duplicate" });
  arrived.push({ id: again.requestId, says: `${slug}: duplicate` });
}

async function reject(slug: string, cause: string, isKept = false) {
  const [receivedAt, body] = [nextAt(), Buffer.from("{}")];
  const door = { door: "receiver", status: 401, remoteAddress: "192.0.2.9", headersJson: "[]", bodySize: 2 };
  const row = { id: newIdAt(receivedAt), sourceId: sources[slug] ?? null, slug, cause, bodyPrefix: body, ...door };
  await recordRejections(console.database.pool, [
    { ...row, receivedAt: receivedAt.toISOString(), body: isKept ? body : null },
  ]);
  arrived.push({ id: row.id, says: `${slug}: ${cause}` });
  return { id: row.id, receivedAt };
}

/** The event of a refused request, which has its row already. */
async function arriveLater(receivedAt: Date) {
  const row = storeRow({ ...idsAt(receivedAt), sourceId: sources.live ?? "", slug: "live", requestId: null });
  await storeBatch(console.database.pool, [row], 0);
  return row;
}

async function accept({ id }: { id: string }, eventId: string, says: string): Promise<void> {
  const audit = { actor: systemIdentity("test"), action: "requests.accepted", target: { kind: "source", id: "live" } };
  await markAcceptedLater([{ requestId: id, eventId }], { ...audit, after: {} });
  const last = arrived.at(-1);
  if (last?.id === id) last.says = `live: ${says}`;
}

/** As an earlier version stores one while this one runs: the event says nothing of its request. */
async function acceptedLongAgo(): Promise<void> {
  const { eventId, receivedAt } = await arriveLater(nextAt());
  const id = newIdAt(nextAt());
  await console.database.pool.query(
    `INSERT INTO requests (id, source_id, slug, door, outcome, status, received_at, event_id, body_size)
     VALUES ($1, $2, 'live', 'receiver', 'accepted', 200, $3, $4, 2)`,
    [id, sources.live, receivedAt, eventId],
  );
  arrived.push({ id, says: "live: accepted" });
}

async function list(text: string) {
  const parsed = parseQuery(requestQuery, new URLSearchParams(text));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return listRequests(viewer, parsed.query);
}

/** All pages, read two rows at a time. */
async function readAll(text: string): Promise<RequestRow[]> {
  const rows: RequestRow[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await list(`${text}&limit=2${cursor === null ? "" : `&cursor=${cursor}`}`);
    rows.push(...page.data);
    if (page.nextCursor === null) return rows;
    expect(page.data).toHaveLength(2);
    cursor = page.nextCursor;
  }
}

function says({ source, outcome, cause, isDuplicate, acceptedLaterAt, eventId }: RequestRow): string {
  if (outcome === "accepted") return `${source}: ${isDuplicate ? "duplicate" : "accepted"}`;
  if (acceptedLaterAt === null) return `${source}: ${cause}`;
  const isRepeat = arrived.some(({ id, says: said }) => id === eventId && said === "live: accepted");
  return `${source}: accepted later${isRepeat ? ", a duplicate" : ""}`;
}

const expected = (isMeant: (says: string, index: number) => boolean) =>
  arrived.filter((each, index) => isMeant(each.says, index)).toReversed();

const told = (rows: readonly RequestRow[]) => rows.map((row) => ({ id: row.id, says: says(row) }));

test("the log tells of every request once, newest first, page after page", async () => {
  expect(arrived).toHaveLength(ARRIVALS);
  expect(told(await readAll(""))).toEqual(expected(() => true));
});

test.each<[string, (says: string, index: number) => boolean]>([
  ["outcome=accepted", (each) => /: (accepted|duplicate)$/.test(each)],
  ["outcome=rejected", (each) => !/: (accepted|duplicate)$/.test(each)],
  ["outcome=rejected&source=live", (each) => /^live: (bad|accepted later|source)/.test(each)],
  ["outcome=accepted&source=sandbox", (each) => each === "sandbox: accepted"],
  ["outcome=accepted&cause=bad_signature", () => false],
  ["cause=source_disabled", (each) => /accepted later|source_disabled/.test(each)],
  ["source=live", (each) => each.startsWith("live")],
  ["source=nowhere", (each) => each.startsWith("nowhere")],
  ["source=never-asked", () => false],
  ["environment=sandbox", (each) => each.startsWith("sandbox")],
  ["environment=production", (each) => each.startsWith("live")],
  ["environment=production&source=sandbox", () => false],
  ["environment=production&source=nowhere", () => false],
  ["isKept=true", (each) => each === "sandbox: source_disabled"],
  [`from=${new Date(startMs + 3 * MINUTE_MS).toISOString()}`, (_, index) => index >= 3],
  [`to=${new Date(startMs + 3 * MINUTE_MS).toISOString()}`, (_, index) => index < 3],
  [
    `from=${new Date(startMs + 2 * MINUTE_MS).toISOString()}&to=${new Date(startMs + 10 * MINUTE_MS).toISOString()}&outcome=accepted`,
    (each, index) => index >= 2 && index < 10 && /: (accepted|duplicate)$/.test(each),
  ],
])("the filter %s leaves what it names", async (text, isMeant) => {
  expect(told(await readAll(text))).toEqual(expected(isMeant));
});

test("an event is asked for by its id, with its first request and its duplicates", async () => {
  const [first, , , again, , , oneMore, late] = arrived.map(({ id }) => id);
  expect((await readAll(`eventId=${first}`)).map(({ id }) => id)).toEqual([late, oneMore, again, first]);
  expect((await readAll(`eventId=${first}&outcome=accepted`)).map(({ id }) => id)).toEqual([oneMore, again, first]);
  const event = await getEvent(viewer, first ?? "");
  expect(event?.requests.map(({ id }) => id)).toEqual([first, again, oneMore, late]);
  expect(event?.timeline.filter(({ title }) => title === "The same webhook arrived again")).toHaveLength(2);
});

test("an event that was accepted later is told by its request alone", async () => {
  const [, , , , later] = arrived;
  const [row] = (await readAll("")).filter(({ id }) => id === later?.id);
  expect(row).toMatchObject({ outcome: "rejected", cause: "source_disabled", acceptedLaterAt: expect.any(String) });
  const eventId = row?.eventId ?? "";
  expect((await readAll(`eventId=${eventId}`)).map(({ id }) => id)).toEqual([later?.id]);
  expect((await getEvent(viewer, eventId))?.requests.map(({ id }) => id)).toEqual([later?.id]);
  expect(await getRequest(viewer, eventId)).toBeNull();
});

test("what an event tells of its request is what a row of it would", async () => {
  const [first] = arrived;
  const row = {
    id: first?.id,
    source: "live",
    sourceName: "live",
    environment: "production",
    door: "receiver",
    outcome: "accepted",
    status: 200,
    cause: null,
    causeText: null,
    receivedAt: new Date(startMs).toISOString(),
    remoteAddress: "192.0.2.7",
    isDuplicate: false,
    bodySize: 2,
    bodyPrefix: null,
    headers: null,
    eventId: first?.id,
    isKept: false,
    isHeld: false,
    canReverify: false,
    reverifyProblem: "It was accepted when it arrived.",
    sharedHeaderPassed: null,
    acceptedLaterAt: null,
  };
  expect((await readAll("")).at(-1)).toEqual(row);
  expect(await getRequest(viewer, first?.id ?? "")).toEqual(row);
  expect((await getEvent(viewer, first?.id ?? ""))?.requests[0]).toEqual(row);
});

test("each request of the log is found by its id", async () => {
  for (const each of arrived) {
    const row = await getRequest(viewer, each.id);
    expect(row && { id: row.id, says: says(row) }).toEqual(each);
  }
  expect(await getRequest(viewer, newId())).toBeNull();
});
