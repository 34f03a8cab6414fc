import { describe, expect, test } from "vitest";
import type { AttemptError } from "#lib/domain/attempt-error.ts";
import { explainNotificationError } from "./explain-notification-error.ts";
import { nextMessageAttempt } from "./message-retry.ts";
import { addLines, contentSummary } from "./notice-content.ts";
import { type AlertNow, type NoticeLine, noticeLine } from "./notice-line.ts";
import { slackMessage } from "./slack-message.ts";
import { urlHint } from "./url-hint.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const LINE: NoticeLine = {
  alertId: "0199",
  key: "dead_letters:1",
  kind: "dead_letters",
  change: "opened",
  severity: "bad",
  text: "It is bad.",
  count: 1,
  url: "/deliveries?status=dead_lettered&destinationId=1",
  since: NOW.toISOString(),
  at: NOW.toISOString(),
};

test("a message holds twenty lines and counts the rest", () => {
  const first = addLines(
    { lines: [], more: 0 },
    Array.from({ length: 15 }, () => LINE),
  );
  const second = addLines(
    first,
    Array.from({ length: 17 }, () => ({ ...LINE, change: "recovered" as const })),
  );
  expect([second.lines.length, second.more]).toEqual([20, 12]);
  expect(contentSummary(second)).toBe("15 alerts, 5 recoveries, 12 more");
});

describe("what is told of an alert", () => {
  const alert: AlertNow = {
    id: "0199",
    key: "dead_letters:1",
    kind: "dead_letters",
    subject: "Ledger",
    severity: "bad",
    title: "It is bad",
    count: 1,
    toldCount: null,
    url: "/",
    since: new Date(NOW.getTime() - 12 * 60_000),
    recoveredAt: null,
    recovery: null,
  };
  const changeOf = (change: Partial<AlertNow>) => noticeLine({ ...alert, ...change }, NOW)?.change ?? null;

  test("is its opening once, and its count at ten times what was told", () => {
    expect([changeOf({}), changeOf({ toldCount: 1 })]).toEqual(["opened", null]);
    expect([changeOf({ toldCount: 1, count: 9 }), changeOf({ toldCount: 1, count: 10 })]).toEqual([null, "grew"]);
    expect(changeOf({ toldCount: 14, count: 139 })).toBeNull();
    expect(changeOf({ kind: "all_rejected", toldCount: 3, count: 900 })).toBeNull();
  });

  test("is its end only to those who were told of it, with how long it lasted", () => {
    const over = { recoveredAt: NOW, recovery: "It is good" };
    expect(changeOf(over)).toBeNull();
    expect(noticeLine({ ...alert, ...over, toldCount: 1 }, NOW)?.text).toBe("It is good. It lasted 12 min.");
  });
});

describe("a message for Slack", () => {
  const lines = Array.from({ length: 20 }, () => ({ ...LINE, text: "&<>".repeat(400) }));
  const message = slackMessage({ lines, more: 12 }, "https://signalbox.example");

  test("stays within its limits whatever the names are", () => {
    expect(message.blocks.length).toBeLessThanOrEqual(50);
    const texts = message.blocks.flatMap(({ text, elements = [] }) => [text, ...(elements as unknown[])]);
    for (const text of texts) expect(JSON.stringify(text ?? "").length).toBeLessThan(3000);
    expect(message.text.length).toBeLessThan(4000);
  });

  test("holds no bracket or ampersand but its own", () => {
    const own = /<https:\/\/signalbox\.example[^<>|]*\|(?:Open|All alerts)>/g;
    const rest = JSON.stringify(message)
      .replaceAll(own, "")
      .replaceAll(/&(?:amp|lt|gt);/g, "");
    expect(rest).not.toMatch(/[<>&]/);
  });

  test("says how many lines are left out", () => {
    expect(JSON.stringify(message.blocks.at(-1))).toContain("and 12 more");
  });
});

describe("a message that did not get through", () => {
  const failed = (attempts: number, error: AttemptError, ageMinutes = 0) => {
    const createdAt = new Date(NOW.getTime() - ageMinutes * 60_000);
    const next = nextMessageAttempt({ attempts, createdAt, error }, NOW);
    return next && (next.getTime() - NOW.getTime()) / 1000;
  };
  const down: AttemptError = { kind: "http_5xx", status: 503, retryAfterSeconds: null };

  test("is tried again after 5 s, later every hour, and given up after a day", () => {
    expect([1, 2, 6, 7, 20].map((attempts) => failed(attempts, down))).toEqual([5, 15, 3600, 3600, 3600]);
    expect(failed(30, down, 22 * 60)).toBe(3600);
    expect(failed(30, down, 23 * 60 + 1)).toBeNull();
  });

  test("waits as long as it is asked to, an hour at most", () => {
    expect(failed(1, { kind: "rate_limited", status: 429, retryAfterSeconds: 90 })).toBe(90);
    expect(failed(1, { kind: "rate_limited", status: 429, retryAfterSeconds: 90_000 })).toBe(3600);
  });

  test("is given up early only where the address refuses this very message", () => {
    expect([1, 2, 3].map((attempts) => failed(attempts, { kind: "http_4xx", status: 400 }))).toEqual([5, 15, null]);
    expect(failed(3, { kind: "http_4xx", status: 403 })).toBe(60);
  });

  test("is explained without the address, which a redirect would repeat", () => {
    const { what, todo } = explainNotificationError({
      kind: "redirect",
      status: 302,
      location: "https://hooks.slack.com/services/T0/B0/secret",
    });
    expect(`${what} ${todo}`).toBe("The address answered 302; redirects are not followed. Enter the final address.");
  });
});

test("of an address its host and four characters are shown, of a short one its host alone", () => {
  expect(urlHint("https://hooks.slack.com/services/T000/B000/XXXXa1b2")).toBe("hooks.slack.com/…/a1b2");
  expect(urlHint("https://alerts.example:8443/in")).toBe("alerts.example:8443/…");
  expect(urlHint("https://alerts.example/")).toBe("alerts.example");
});
