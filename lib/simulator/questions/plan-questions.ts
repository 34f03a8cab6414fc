import { type AboundNews, aboundBody } from "#lib/simulator/abound-body.ts";
import type { JsonText } from "#lib/simulator/wire-json.ts";
import type { BusinessLine, CastBusiness } from "./cast-business.ts";
import { CAST_USERS, type CastUser } from "./cast-users.ts";
import { CAST_WITH_CONNECTIONS } from "./cast-with-connections.ts";
import { CAST_WITH_STATUS } from "./cast-with-status.ts";
import { CAST_WITH_TASKS } from "./cast-with-tasks.ts";
import { type PastNews, RETRY_MS, UNDERWAY_MS } from "./past-news.ts";
import { moment } from "./when.ts";

const TYPES = {
  connected: "PLAID_ACCOUNT_CONNECTED",
  synced: "PLAID_TRANSACTIONS_SYNCED",
  expired: "PLAID_ACCOUNT_EXPIRED",
  disconnected: "PLAID_ACCOUNT_DISCONNECTED",
  asked: "TASK_REQUEST",
  completed: "TASKS_REQUEST_COMPLETED",
  created: "BUSINESS_CREATED",
  activated: "BUSINESS_ACTIVATED",
  deactivated: "BUSINESS_DEACTIVATED",
} satisfies Record<BusinessLine[0], string>;

/** Delivered twice under one id; sent anew under another id; and refused at the door. */
const REPEATED = "bookshop-completed-1";
const RETRIED = "yoga-synced-3";
const REFUSED = [
  { of: "garage-synced-3", flaw: "bad_signature", when: "40m" },
  { of: "harbor-synced-3", flaw: "bad_signature", when: "35m" },
  { of: "bakery-expired-1", flaw: "bad_signature", when: "3h" },
  { of: "dental-expired-1", flaw: "missing_signature", when: "1d 4h" },
] as const;

/** Some months of 27 businesses and 10 users in which each of the daily questions has a known answer. */
export function planQuestions(now: Date): PastNews[] {
  const cast = [...CAST_WITH_CONNECTIONS, ...CAST_WITH_TASKS, ...CAST_WITH_STATUS];
  const told = [
    ...cast.flatMap((business) => tellBusiness(business, now)),
    ...CAST_USERS.flatMap((user) => tellUser(user, now)),
  ];
  const find = (key: string): PastNews => {
    const news = told.find((each) => each.key === key);
    if (news === undefined) throw new Error(`nobody tells ${key}`);
    return news;
  };
  const retried = find(RETRIED);
  const refused = REFUSED.map(({ of, flaw, when }): PastNews => {
    return { ...find(of), key: `${of}-refused`, flaw, receivedAt: moment(when, now) };
  });
  const again = { ...retried, key: `${RETRIED}-retry`, receivedAt: after(retried.receivedAt, RETRY_MS) };
  return [...told.map(repeat), again, ...refused].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

function repeat(news: PastNews): PastNews {
  return news.key === REPEATED ? { ...news, repeatedAt: after(news.receivedAt, RETRY_MS) } : news;
}

function tellBusiness({ name, lines }: CastBusiness, now: Date): PastNews[] {
  const counts = new Map<string, number>();
  return lines.map((line) => {
    const [what] = line;
    const number = (counts.get(what) ?? 0) + 1;
    counts.set(what, number);
    const at = moment(line[line.length - 1] as string, now);
    const content = { business_id: `biz_${name}`, ...contentOf(line, at) };
    const type = TYPES[what];
    const body = { type, content };
    return { key: `${name}-${what}-${number}`, provider: "asset", type, body, receivedAt: after(at, UNDERWAY_MS) };
  });
}

function contentOf(line: BusinessLine, at: Date): { [key: string]: JsonText } {
  const timestamp = at.toISOString();
  switch (line[0]) {
    case "asked":
      return { task_types: line[1] };
    case "completed":
      return { timestamp };
    case "created":
    case "activated":
    case "deactivated":
      return { business_external_id: line[1], timestamp };
    case "connected":
    case "synced":
    case "expired":
    case "disconnected":
      return { timestamp, account_id: line[1] };
  }
}

const SUBSCRIPTION = {
  webhookId: "webhookId_questions",
  webhookUrl: "https://hooks.example.com/api/webhooks/questions-abound",
};

function tellUser({ name, lines }: CastUser, now: Date): PastNews[] {
  return lines.map(([type, resourceId, status, message, when], index) => {
    const at = moment(when, now);
    const key = `${name}-${type}-${index + 1}`;
    const news = {
      type,
      at,
      userId: `userId_${name}`,
      resourceId,
      ...(status !== null && { status }),
      ...(message !== null && { message }),
    };
    // The cast is written in words; the types and statuses it uses are documented ones.
    const text = aboundBody(news as AboundNews, key, SUBSCRIPTION);
    return { key, provider: "abound", type, body: JSON.parse(text) as JsonText, receivedAt: after(at, UNDERWAY_MS) };
  });
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
