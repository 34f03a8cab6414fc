import { expect, test } from "vitest";
import { filterWords } from "./filter-words.ts";
import { filterScope, takesWindow } from "./replay-scope.ts";
import { chooseWindow, windowChoices, withWindow } from "./replay-windows.ts";

const NOW = new Date("2026-11-19T16:30:42.500Z");
const words = (filter: Record<string, string>, names: Record<string, string> = {}) =>
  filterWords(filter, names, NOW).map(({ label, value }) => `${label} ${value}`);

test("a filter is said with the names of what it names", () => {
  const filter = { source: "asset", type: "PLAID_*", destinationId: "0189-1", delivery: "dead_lettered" };
  expect(words(filter, { asset: "Asset", "0189-1": "Ledger" })).toEqual([
    "Source Asset",
    "Type PLAID_*",
    "Destination Ledger",
    "Delivery Dead-lettered",
  ]);
  expect(words({ delivery: "none", businessId: "biz_Pk2fQ8xYz1wc7" })).toEqual([
    "Delivery none",
    "Business biz_Pk2f…1wc7",
  ]);
  expect(words({ path: "content.account_id", value: "7" })).toEqual(["content.account_id = 7"]);
});

test("times are said as words and as moments", () => {
  expect(words({ from: "-24h" })).toEqual(["Received last 24 hours, since 18 Nov 2026 16:30Z"]);
  expect(words({ from: "2026-11-19T14:00:00.000Z", to: "2026-11-19T16:30:00.000Z" })).toEqual([
    "Received 19 Nov 2026 14:00Z – 19 Nov 2026 16:30Z",
  ]);
  expect(words({ to: "2026-11-19T14:00:00Z" })).toEqual(["Received until 19 Nov 2026 14:00Z"]);
});

test("a filter's page is no part of what is replayed", () => {
  const scope = filterScope(new URLSearchParams("type=A&cursor=abc&limit=10&order=desc"));
  expect(scope.events).toEqual({ kind: "filter", filter: { type: "A" } });
});

test("a window is offered where the filter has none, and stays a span that two operators can share", () => {
  expect(takesWindow({ events: { kind: "filter", filter: { type: "A" } } })).toBe(true);
  for (const filter of [{ from: "-1h" }, { to: "2026-01-01" }, { replayId: "r" }]) {
    expect(takesWindow({ events: { kind: "filter", filter } })).toBe(false);
  }
  expect(takesWindow({ events: { kind: "chosen", ids: ["a"] } })).toBe(false);
  expect(withWindow({ type: "A" }, chooseWindow("-1h", NOW))).toEqual({ type: "A", from: "-1h" });
  expect(withWindow({ type: "A" }, chooseWindow("all", NOW))).toEqual({ type: "A" });
  expect(withWindow({}, chooseWindow("custom", NOW))).toEqual({ from: "2026-11-18T16:30:00Z" });
  expect(windowChoices(NOW).map(({ label, hint }) => `${label}: ${hint}`)).toContain(
    "Last hour: since 19 Nov 2026 15:30Z",
  );
});
