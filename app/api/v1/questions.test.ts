import { afterAll, beforeAll, expect, test } from "vitest";
import { questionView } from "#lib/domain/question.ts";
import { QUESTIONS } from "#lib/domain/questions.ts";
import { QUESTION_ANSWERS, questionOutage } from "#lib/simulator/questions/question-answers.ts";
import { questionBody } from "#lib/simulator/questions/sign-questions.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { type SeededQuestions, seedQuestions } from "#lib/testing/seed-questions.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { GET as getBusiness } from "./businesses/[id]/route.ts";
import { GET as getTimeline } from "./businesses/[id]/timeline/route.ts";
import { GET as listBusinesses } from "./businesses/route.ts";
import { GET as listConnections } from "./connections/route.ts";
import { GET as getEventBody } from "./events/[id]/body/route.ts";
import { GET as getEvent } from "./events/[id]/route.ts";
import { GET as listEvents } from "./events/route.ts";
import { GET as listOutages } from "./outages/route.ts";
import { GET as getOverview } from "./overview/route.ts";
import { GET as listRequests } from "./requests/route.ts";
import { GET as listResources } from "./resources/route.ts";
import { GET as listTasks } from "./tasks/route.ts";

let console: TestConsole;
let apiKey: string;
let seeded: SeededQuestions;

beforeAll(async () => {
  console = await openTestConsole();
  const secret = process.env.SIGNALBOX_SECRET ?? "";
  seeded = await seedQuestions({ pool: console.database.pool, secret }, new Date());
  await projectEvents(console.database.pool);
  apiKey = await console.createApiKey("viewer", "payload:read", "request:read");
});
afterAll(() => console.close());

type Row = { [name: string]: unknown } & Partial<Record<"from" | "to", unknown>>;

const LISTS = {
  "/connections": listConnections,
  "/tasks": listTasks,
  "/businesses": listBusinesses,
  "/resources": listResources,
  "/events": listEvents,
  "/requests": listRequests,
  "/outages": listOutages,
};

/** The rows of the view that answers a question, as the API gives them. */
async function ask(number: number, subject = ""): Promise<Row[]> {
  const question = QUESTIONS.find((each) => each.number === number);
  if (question === undefined) throw new Error(`there is no question ${number}`);
  const view = questionView(question, subject);
  const path = view.split("?", 1)[0] as keyof typeof LISTS;
  const response = await LISTS[path](consoleRequest(`/api/v1${view}`, { apiKey }), {});
  expect(response.status).toBe(200);
  return (await response.json()).data;
}

async function read(
  get: (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>,
  path: string,
  id: string,
): Promise<Response> {
  const response = await get(consoleRequest(`/api/v1${path}`, { apiKey }), { params: Promise.resolve({ id }) });
  expect(response.status).toBe(200);
  return response;
}

function pick(rows: readonly Row[], ...names: string[]): unknown[] {
  return rows.map((row) => (names.length === 1 ? row[names[0] ?? ""] : names.map((name) => row[name])));
}

test("1: expired connections of businesses in use", async () => {
  expect(pick(await ask(1), "accountId")).toEqual(QUESTION_ANSWERS[1]);
});

test("2: those expired for more than three days, with the last reminder", async () => {
  const rows = await ask(2);
  expect(pick(rows, "accountId")).toEqual(QUESTION_ANSWERS[2]);
  expect(rows.map(({ reconnectTask }) => reconnectTask)).toEqual([
    { isOpen: true, lastReminderAt: expect.any(String) },
    null,
  ]);
});

test("3: what recovered within a week, and by what", async () => {
  expect(pick(await ask(3), "accountId", "recoveredBy").sort()).toEqual(QUESTION_ANSWERS[3]);
});

test("4: connections that look healthy and have not synced for four days", async () => {
  expect(pick(await ask(4), "accountId")).toEqual(QUESTION_ANSWERS[4]);
});

test("5: who ended a connection", async () => {
  expect(pick(await ask(5), "accountId", "endedBy")).toEqual(QUESTION_ANSWERS[5]);
});

test("6: yesterday's expiries, all within one hour", async () => {
  const rows = await ask(6);
  expect(pick(rows, "accountId").sort()).toEqual([...QUESTION_ANSWERS[6]].sort());
  expect(new Set(rows.map(({ problemSince }) => String(problemSince).slice(11, 13)))).toEqual(new Set(["14"]));
});

test("7 to 9: open tasks by age and type", async () => {
  expect(pick(await ask(7), "businessId")).toEqual(QUESTION_ANSWERS[7]);
  expect(pick(await ask(8), "businessId")).toEqual(QUESTION_ANSWERS[8]);
  expect(pick(await ask(9), "businessId")).toEqual(QUESTION_ANSWERS[9]);
});

test("10: an expired connection without a reconnect task, and the reverse", async () => {
  expect(pick(await ask(10), "businessId", "mismatch").sort()).toEqual(QUESTION_ANSWERS[10]);
});

test("11: when the tasks of a business were asked for and completed", async () => {
  const { businessId, state, days } = QUESTION_ANSWERS[11];
  const business = await (await read(getBusiness, `/businesses/${businessId}`, businessId)).json();
  expect(business.taskList).toMatchObject({ state, turnaround: { rounds: 1 } });
  expect(Math.floor(business.taskList.turnaround.lastSeconds / 86_400)).toBe(days);
});

test("12: who completes slowly", async () => {
  const rows = (await ask(12)).filter(({ turnaround }) => turnaround !== null);
  const hours = rows.map(({ turnaround }) => Math.floor((turnaround as { p50Seconds: number }).p50Seconds / 3600));
  expect(rows.map(({ businessId }, index) => [businessId, hours[index]])).toEqual(QUESTION_ANSWERS[12]);
});

test("13: what happened to a business this week", async () => {
  const { businessId, events } = QUESTION_ANSWERS[13];
  const timeline = await (await read(getTimeline, `/businesses/${businessId}/timeline`, businessId)).json();
  const ids = (timeline.data as { eventId: string }[]).map(({ eventId }) => eventId);
  expect(ids.slice(0, events.length)).toEqual(events.map(seeded.eventId));
});

test("14: the provider's id of ours, former ones included", async () => {
  for (const [externalId, businessId] of QUESTION_ANSWERS[14]) {
    expect(pick(await ask(14, externalId), "id")).toEqual([businessId]);
  }
});

test("15: activity after the deactivation", async () => {
  const rows = await ask(15);
  expect(rows.map(({ id, lateActivity }) => [id, (lateActivity as { count: number }).count])).toEqual(
    QUESTION_ANSWERS[15],
  );
});

test("16: created this week and without a bank", async () => {
  expect(pick(await ask(16), "id").sort()).toEqual([...QUESTION_ANSWERS[16]].sort());
});

test("17: the updates of a user's tax payments", async () => {
  const { userId, statuses } = QUESTION_ANSWERS[17];
  const events = await ask(17, userId);
  expect(events).toHaveLength(statuses.length);
});

test("18: tax payments in error, by cause", async () => {
  const rows = await ask(18);
  const byMessage = Object.groupBy(rows, ({ message }) => String(message));
  const ids = Object.entries(byMessage).map(([message, own]) => [message, pick(own ?? [], "resourceId").sort()]);
  expect(Object.fromEntries(ids)).toEqual(QUESTION_ANSWERS[18]);
  expect(rows.filter(({ fix }) => fix === null)).toEqual([]);
});

test("19 and 20: what is stuck, and what failed for its payer", async () => {
  expect(pick(await ask(19), "resourceId", "status")).toEqual(QUESTION_ANSWERS[19]);
  expect(pick(await ask(20), "resourceId").sort()).toEqual(QUESTION_ANSWERS[20]);
});

test("21: what came twice was applied once", async () => {
  const { duplicate, probableRetry } = QUESTION_ANSWERS[21];
  const id = seeded.eventId(duplicate);
  expect(await (await read(getEvent, `/events/${id}`, id)).json()).toMatchObject({ duplicates: 1 });
  const retry = seeded.eventId(probableRetry[1]);
  const { flags } = await (await read(getEvent, `/events/${retry}`, retry)).json();
  expect(flags).toContain("probable_retry");
});

test("22: rejected requests by cause", async () => {
  const rows = await ask(22);
  const causes = Object.entries(Object.groupBy(rows, ({ cause }) => String(cause)));
  expect(Object.fromEntries(causes.map(([cause, own]) => [cause, own?.length]))).toEqual(QUESTION_ANSWERS[22]);
});

test("23: the last event of each source", async () => {
  const response = await getOverview(consoleRequest("/api/v1/overview", { apiKey }), {});
  const { sources } = (await response.json()) as { sources: { slug: string; lastEventAt: string }[] };
  for (const [slug, key] of Object.entries(QUESTION_ANSWERS[23])) {
    const receivedAt = seeded.news.find((news) => news.key === key)?.receivedAt.toISOString();
    expect(sources.find((source) => source.slug === slug)?.lastEventAt).toBe(receivedAt);
  }
});

test("24: a gap in our own heartbeat, with the businesses active around it", async () => {
  const rows = await ask(24);
  const { from, to } = questionOutage(seeded.now);
  const near = (text: unknown, at: Date) => Math.abs(Date.parse(String(text)) - at.getTime()) <= 10_000;
  const gaps = rows.filter((row) => near(row.from, from) && near(row.to, to));
  expect(new Set(gaps.map(({ process }) => process))).toEqual(new Set(["receiver", "worker", "console"]));
  for (const { businesses } of gaps) {
    const { first } = businesses as { first: { id: string }[] };
    expect(first.map(({ id }) => id).sort()).toEqual(QUESTION_ANSWERS[24]);
  }
});

test("25: the exact bytes and headers", async () => {
  const { key, contentType } = QUESTION_ANSWERS[25];
  const id = seeded.eventId(key);
  const news = seeded.news.find((each) => each.key === key);
  const body = await (await read(getEventBody, `/events/${id}/body`, id)).text();
  expect(body).toBe(news === undefined ? "" : questionBody(news));
  const { headers } = await (await read(getEvent, `/events/${id}`, id)).json();
  expect(headers).toContainEqual(["content-type", contentType]);
});
