import { expect, test } from "vitest";
import { fieldProblems } from "./field-problems.ts";

const refusal = (...issues: { path: string; message: string }[]) => ({
  kind: "refused" as const,
  message: "The input is not valid.",
  issues,
});

test("each field gets the first message that names it, or one of its items", () => {
  const given = refusal(
    { path: "email", message: "Enter an e-mail address." },
    { path: "email", message: "second" },
    { path: "scopes.1", message: "is neither a role nor a permission." },
  );
  expect(fieldProblems(given, ["email", "scopes"])).toEqual({
    email: "Enter an e-mail address.",
    scopes: "is neither a role nor a permission.",
  });
});

test("a refusal that names no field of the form is shown for the form as a whole", () => {
  expect(fieldProblems(refusal(), ["email"])).toEqual({ "": "The input is not valid." });
  expect(fieldProblems(refusal({ path: "emailing", message: "x" }), ["email"])).toEqual({
    "": "The input is not valid.",
  });
});
