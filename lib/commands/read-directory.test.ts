import { expect, test } from "vitest";
import { readDirectoryCsv, readDirectoryJson } from "./read-directory.ts";

const csv = (text: string) => {
  const read = readDirectoryCsv(text);
  return read.kind === "ok" ? read.names : read.message;
};
const json = (input: unknown) => {
  const read = readDirectoryJson(input);
  return read.kind === "ok" ? read.names : read.message;
};

test.each([
  "External ID,Business Id,user_id,Display name",
  "external_id,businessId,USERID,displayName",
  '"externalId","business-id","Abound user id","Name"',
])("the columns are found however they are spelled: %s", (header) => {
  expect(csv(`${header}\next-1,biz_1,userId_1,Blue Door Bakery\n`)).toEqual([
    { row: 2, externalId: "ext-1", businessId: "biz_1", userId: "userId_1", displayName: "Blue Door Bakery" },
  ]);
});

test("columns may come in any order, and others are passed over", () => {
  expect(csv("City;Name;Business Id\r\nBerlin; Blue Door ;biz_1\r\n;;\r\n")).toEqual([
    { row: 2, businessId: "biz_1", displayName: "Blue Door" },
  ]);
});

test("the apostrophe that our own files put before a formula is taken off again", () => {
  expect(csv("name,external id\n'=Bakery,'-1\n'Tis,2")).toMatchObject([
    { displayName: "=Bakery", externalId: "-1" },
    { displayName: "'Tis" },
  ]);
});

test.each([
  ["", "row 1: there is no column for the display name."],
  ["external id\n1", "row 1: there is no column for the display name."],
  ["name,city\na,b", "row 1: there is no column for an external id, a business id or a user id."],
  ["name,Display Name,external id\na,b,c", "row 1: there are two columns for displayName."],
  ["name,external id\na", "row 2: has 1 value for 2 columns."],
  ["name,external id\na,1\n\n,2", "row 4: displayName is missing."],
  ["name,external id\na,", "row 2: needs an externalId, a businessId or a userId."],
  ["name,external id\na,1\nb,x\u0000y", "row 3: externalId holds a character that cannot be kept."],
])("%j is refused with row and column", (text, message) => {
  expect(csv(text)).toBe(message);
});

test.each([
  [{}, "The body must be a list of names."],
  [["x"], "row 1: must be an object."],
  [[{ displayName: "A", userId: "1" }, { userId: "2" }], "row 2: displayName is missing."],
  [[{ displayName: " ", userId: "1" }], "row 1: displayName is missing."],
  [[{ displayName: 5, userId: "1" }], "row 1: displayName must be text."],
  [[{ displayName: "A", userId: "1", city: "x" }], 'row 1: there is no column "city".'],
  [[{ displayName: "A" }], "row 1: needs an externalId, a businessId or a userId."],
  [[{ displayName: "A", userId: null, businessId: "" }], "row 1: needs an externalId, a businessId or a userId."],
  [[{ displayName: "A\nB", userId: "1" }], "row 1: displayName holds a character that cannot be kept."],
  [[{ displayName: "A", userId: "\ud800" }], "row 1: userId holds a character that cannot be kept."],
  [[{ displayName: "x".repeat(201), userId: "1" }], "row 1: displayName is longer than 200 characters."],
  [[{ displayName: "A", userId: "x".repeat(256) }], "row 1: userId is longer than 255 characters."],
])("%j is refused", (input, message) => {
  expect(json(input)).toBe(message);
});

test("names and ids at their limits, in any script, are taken and trimmed", () => {
  const names = [
    { row: 1, displayName: "🥐".repeat(200), userId: "🙂".repeat(255) },
    { row: 2, displayName: "مخبز الباب الأزرق", externalId: "x".repeat(255) },
  ];
  expect(json(names.map(({ row: _, ...name }) => ({ ...name, displayName: ` ${name.displayName}\n` })))).toEqual(names);
});

test("more names than a request may hold are refused", () => {
  const many = Array.from({ length: 50_001 }, (_, index) => ({ displayName: "A", userId: String(index) }));
  expect(json(many)).toBe("Send at most 50000 names at once.");
});
