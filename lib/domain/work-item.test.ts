import { describe, expect, test } from "vitest";
import type { WorkFacts } from "./work-facts.ts";
import { describeWork } from "./work-item.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const since = "2026-11-09T12:00:00Z";

const CASES: [WorkFacts, { title: string; todo: RegExp }][] = [
  [
    { kind: "connection_expired", since, isReconnectAsked: false, lastReminderAt: null },
    { title: "Bank connection expired 12 d ago, no reconnect task", todo: /^Chase/ },
  ],
  [
    { kind: "connection_expired", since, isReconnectAsked: true, lastReminderAt: null },
    { title: "Bank connection expired 12 d ago, owner asked to reconnect", todo: /owner/ },
  ],
  [
    { kind: "payment_error", since, status: "error", message: null },
    { title: "Tax payment in error", todo: /no reason.*Next IRS date: 15 Jan 2027\.$/ },
  ],
  [
    { kind: "payment_error", since, status: "error", message: "somethingNew" },
    { title: "Tax payment in error: somethingNew", todo: /^Check with the provider/ },
  ],
  [
    { kind: "document_error", since, status: "pending", message: "payerError" },
    { title: "Document in error: payerError, also received: pending", todo: /payer/ },
  ],
  [
    { kind: "tasks_open", since, state: "open_or_completed", taskTypes: [], lastReminderAt: since },
    { title: "Tasks open ≥ 12 d: none named", todo: /reminded 12 d ago.*order not known, kept open/ },
  ],
  [
    { kind: "payment_stuck", since, status: "pending" },
    { title: "Tax payment still pending after 12 d", todo: /48/ },
  ],
  [
    { kind: "no_connection", since },
    { title: "Created 12 d ago, no bank connection reported yet", todo: /owner/ },
  ],
  [
    { kind: "late_activity", since, count: 3, lastAt: null },
    { title: "Deactivated 12 d ago, still sends events: 3 since", todo: /mistake/ },
  ],
  [
    { kind: "unclear", since, subject: "connection", candidates: ["connected", "expired"] },
    { title: "Bank connection unclear: connected and expired", todo: /same time.*Check with the provider/ },
  ],
];

describe("an item says what is the case and what to do", () => {
  test.each(CASES)("%j", (facts, { title, todo }) => {
    const words = describeWork(facts, NOW);
    expect(words.title).toBe(title);
    expect(words.todo).toMatch(todo);
  });
});
