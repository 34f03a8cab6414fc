import { expect, test } from "vitest";
import { createSecretBox } from "./secret-box.ts";

const context = { table: "source_secrets", column: "ciphertext", rowId: "01" };
const box = createSecretBox("an installation secret of some length");

test("a sealed value opens again in its own row", () => {
  expect(box.open(box.seal("whsec_é", context), context)).toBe("whsec_é");
});

test("a ciphertext copied to another row does not open", () => {
  const sealed = box.seal("whsec_x", context);
  expect(() => box.open(sealed, { ...context, rowId: "02" })).toThrow();
});

test("another installation secret is named as the reason a value does not open", () => {
  const other = createSecretBox("another installation secret, also long");
  expect(() => other.open(box.seal("whsec_x", context), context)).toThrow("another SIGNALBOX_SECRET");
});

test("two seals of one value differ", () => {
  expect(box.seal("same", context)).not.toBe(box.seal("same", context));
});
