import { expect, test } from "vitest";
import { encodeAttemptError, explainStoredAttemptError } from "./stored-attempt-error.ts";

test("an error reads the same after it was stored", () => {
  const text = encodeAttemptError({ kind: "timeout", phase: "response", limitMs: 300 });
  expect(explainStoredAttemptError(text)).toEqual({
    kind: "timeout",
    what: "The receiver did not answer within 300 ms.",
    todo: "Answer first and work afterwards, or raise the destination's time limit.",
  });
});

test.each(["", "null", "plain text", '{"kind":"of tomorrow"}', "[]"])("%j is shown as it is", (text) => {
  expect(explainStoredAttemptError(text)).toEqual({ kind: "unknown", what: text, todo: "" });
});
