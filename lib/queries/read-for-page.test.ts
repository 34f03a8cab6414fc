import { expect, test } from "vitest";
import { AppError } from "#lib/domain/app-error.ts";
import { readForPage } from "./read-for-page.ts";

const ok = { kind: "ok", query: 1 } as const;

test("a filter that does not parse is said in words and nothing is read", async () => {
  const read = () => Promise.reject(new Error("must not be called"));
  const outcome = await readForPage({ kind: "invalid", message: 'There is no parameter "foo" here.' }, read);
  expect(outcome).toMatchObject({ kind: "refused", message: 'There is no parameter "foo" here.' });
});

test("a read that was stopped or is not allowed becomes a sentence for the page", async () => {
  for (const code of ["refused", "forbidden"] as const) {
    const outcome = await readForPage(ok, () => Promise.reject(new AppError(code, "Narrow the search.")));
    expect(outcome).toMatchObject({ kind: "refused", message: "Narrow the search." });
  }
});

test("what nobody at the console can mend goes on to the error page", async () => {
  const failure = new AppError("internal", "broken");
  await expect(readForPage(ok, () => Promise.reject(failure))).rejects.toBe(failure);
});
