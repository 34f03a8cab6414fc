import { expect, test } from "vitest";
import { ABOUND_TYPES } from "#lib/simulator/abound-body.ts";
import { ASSET_TYPES } from "#lib/simulator/asset-body.ts";
import { createRandom } from "#lib/simulator/random.ts";
import { monthBefore } from "./month-item.ts";
import { planMonth } from "./plan-month.ts";

const SPAN = monthBefore(new Date("2026-03-31T18:00:00Z"));
const SIZE = { businesses: 60, users: 40 };
const month = planMonth(SIZE, SPAN, createRandom("a month"));

test("the month holds some thousand webhooks of every documented type, in the order of arrival", () => {
  expect(month.length).toBeGreaterThan(5_000);
  expect(month.length).toBeLessThan(10_000);
  const types = new Set<string>(month.map(({ news }) => news.type));
  expect([...ASSET_TYPES, ...ABOUND_TYPES].filter((type) => !types.has(type))).toEqual([]);
  const times = month.map(({ receivedAt }) => receivedAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test("nothing arrives outside the month or while the receivers were down", () => {
  const isDuringOutage = (at: Date) => at >= SPAN.outage.from && at < SPAN.outage.to;
  const arrivals = month.flatMap(({ receivedAt, repeatedAt }) => [receivedAt, ...repeatedAt]);
  expect(arrivals.filter(isDuringOutage)).toEqual([]);
  expect(arrivals.filter((at) => at < SPAN.startAt || at >= SPAN.endAt)).toEqual([]);
});

test("the same seed tells the same month, another seed another", () => {
  expect(planMonth(SIZE, SPAN, createRandom("a month"))).toEqual(month);
  expect(planMonth(SIZE, SPAN, createRandom("another month"))).not.toEqual(month);
});

test("a business's first webhook of an account is its connection", () => {
  const first = new Map<string, string>();
  for (const item of month) {
    if (item.provider !== "asset" || !("accountId" in item.news)) continue;
    if (item.receivedAt.getTime() - item.news.at.getTime() > 60_000) continue;
    if (!first.has(item.news.accountId)) first.set(item.news.accountId, item.news.type);
  }
  expect([...first.values()].filter((type) => type !== "PLAID_ACCOUNT_CONNECTED").length).toBeLessThanOrEqual(2);
});
