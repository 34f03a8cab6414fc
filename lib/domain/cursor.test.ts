import { expect, test } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor.ts";

const id = "01930000-0000-7000-8000-0123456789ab";

test("a cursor comes back as the position it was made of", () => {
  expect(decodeCursor(encodeCursor({ kind: "list", id }))).toEqual({ kind: "list", id });
  const feed = { kind: "feed", tx: "18446744073709551", id } as const;
  expect(decodeCursor(encodeCursor(feed))).toEqual(feed);
});

const made = encodeCursor({ kind: "list", id });
test.each([
  ["nothing", ""],
  ["padding", `${made}=`],
  ["another alphabet", made.replace(/.$/, "+")],
  ["a plain id", id],
  ["one character more", `${made}A`],
  ["a position that is no UUID", btoa("d.1")],
  ["an id in capitals", btoa(`d.${id.toUpperCase()}`).replaceAll("=", "")],
  ["SQL", btoa("d.' OR 1=1 --").replaceAll("=", "")],
  ["100 kB", "A".repeat(100_000)],
])("A25: %s is no cursor", (_, text) => {
  expect(decodeCursor(text)).toBeNull();
});
