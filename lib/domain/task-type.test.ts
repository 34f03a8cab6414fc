import { expect, test } from "vitest";
import { describeTaskType, taskTypeWords } from "./task-type.ts";

test.each([
  "categorize_transaction",
  "reconnect_account",
  "request_receipt",
  "request_statement",
  "request_other_document",
  "request_payroll",
  "review_personal_transaction",
  "review_transactions",
  "other",
])("%s has words, an ask, and the owner to act", (type) => {
  expect(describeTaskType(type)).toMatchObject({ actor: "owner", asks: expect.stringMatching(/\.$/) });
  expect(taskTypeWords(type)).not.toContain("_");
});

test("an unknown type keeps its name in readable form, and nobody is said to have to act", () => {
  expect(describeTaskType("sign__the_lease")).toMatchObject({ label: "sign the lease", actor: "unknown" });
  expect(taskTypeWords("___")).toBe("___");
  expect(taskTypeWords("constructor")).toBe("constructor");
});
