import { expect, test } from "vitest";
import { keysOf } from "./keys-of.ts";
import { WORK_KINDS, type WorkKind } from "./work-kind.ts";
import { workLine, workSentence } from "./work-line.ts";

const counted = (kind: WorkKind, count: number, unaskedCount = 0) => ({ kind, count, unaskedCount });

test.each([
  [counted("connection_expired", 7, 7), "7 connections are expired, no reconnect task."],
  [counted("connection_expired", 7, 2), "7 connections are expired, 2 without a reconnect task."],
  [counted("connection_expired", 1), "1 connection is expired, the owner was asked to reconnect."],
  [counted("tasks_open", 1), "1 business has had tasks open for 7 days or more."],
  [counted("payment_stuck", 2), "2 tax payments are not submitted after 48 hours."],
])("%j reads as a line", (count, line) => {
  expect(workLine(count)).toBe(line);
});

test("every kind has a line for one and for many", () => {
  for (const kind of keysOf(WORK_KINDS)) {
    expect(workLine(counted(kind, 1))).toMatch(/^1 .*\.$/);
    expect(workLine(counted(kind, 2))).toMatch(/^2 .*\.$/);
  }
});

test.each([
  [[], null],
  [[counted("connection_expired", 12)], "12 connections need a person."],
  [[counted("unclear", 1)], "1 unclear state needs a person."],
  [
    [counted("payment_error", 1), counted("payment_stuck", 2), counted("document_error", 1)],
    "3 tax payments and 1 document need a person.",
  ],
  [
    [
      counted("connection_expired", 1),
      counted("payment_error", 1),
      counted("document_error", 1),
      counted("tasks_open", 1),
      counted("unclear", 1),
    ],
    "1 connection, 1 tax payment, 1 document and more need a person.",
  ],
])("%j add up to a sentence", (counts, sentence) => {
  expect(workSentence(counts)).toBe(sentence);
});
