import { expect, test } from "vitest";
import type { DirectoryEntry, GivenName } from "./directory-entry.ts";
import { joinNames } from "./join-names.ts";
import { planDirectory } from "./plan-directory.ts";

const NOTHING = { externalId: null, businessId: null, userId: null };
const entry = (id: string, ids: Partial<DirectoryEntry>, displayName = "Bakery"): DirectoryEntry => ({
  ...NOTHING,
  ...ids,
  id,
  displayName,
});
const name = (ids: Partial<GivenName>, displayName = "Bakery", row = 1): GivenName => ({ row, displayName, ...ids });

function plan(existing: DirectoryEntry[], given: GivenName[], replace = false) {
  const joined = joinNames(given);
  return joined.kind === "refused" ? joined : planDirectory(existing, joined.names, replace);
}

test("a new name is added, the same again is unchanged", () => {
  expect(plan([], [name({ externalId: "e1" })])).toMatchObject({
    added: [{ id: null, externalId: "e1", businessId: null }],
    changed: [],
    removedIds: [],
  });
  expect(plan([entry("1", { externalId: "e1" })], [name({ externalId: "e1" })])).toMatchObject({
    added: [],
    changed: [],
    unchanged: 1,
  });
});

test("a name that shares an id takes the entry's place and keeps the ids nobody gave", () => {
  const existing = [entry("1", { externalId: "e1", userId: "u1" }, "Old")];
  expect(plan(existing, [name({ externalId: "e1", businessId: "b1" }, "New")])).toMatchObject({
    changed: [{ id: "1", externalId: "e1", businessId: "b1", userId: "u1", displayName: "New" }],
    removedIds: [],
  });
  expect(plan(existing, [name({ externalId: "e1", userId: null })])).toMatchObject({
    changed: [{ id: "1", externalId: "e1", userId: null }],
  });
});

test("a name that matches two entries joins them", () => {
  const existing = [entry("1", { externalId: "e1" }, "A"), entry("2", { businessId: "b1", userId: "u1" }, "B")];
  expect(plan(existing, [name({ externalId: "e1", businessId: "b1" }, "C")])).toMatchObject({
    changed: [{ id: "1", externalId: "e1", businessId: "b1", userId: "u1", displayName: "C" }],
    removedIds: ["2"],
  });
});

test("joined entries that contradict each other in an id nobody gave are refused", () => {
  const existing = [entry("1", { externalId: "e1", businessId: "b1" }), entry("2", { userId: "u1", businessId: "b2" })];
  expect(plan(existing, [name({ externalId: "e1", userId: "u1" }, "C", 17)])).toEqual({
    kind: "refused",
    message: 'row 17: it joins entries whose businessId differs, "b1" and "b2"; give the one that counts.',
  });
});

test("an entry is split by naming its ids in two rows", () => {
  const existing = [entry("1", { externalId: "e1", businessId: "b1" })];
  expect(plan(existing, [name({ externalId: "e1" }, "A", 1), name({ businessId: "b1" }, "B", 2)])).toMatchObject({
    added: [{ businessId: "b1", externalId: null, displayName: "B" }],
    changed: [{ id: "1", externalId: "e1", businessId: null, displayName: "A" }],
    removedIds: [],
  });
});

test("an entry meant by its own id can lose the id it was known by", () => {
  const existing = [entry("1", { externalId: "e1" })];
  expect(plan(existing, [name({ id: "1", externalId: "e2" })])).toMatchObject({
    added: [],
    changed: [{ id: "1", externalId: "e2" }],
  });
  expect(plan([], [name({ id: "1", externalId: "e2" })])).toMatchObject({ kind: "refused" });
});

test("with replace the directory becomes exactly what is given", () => {
  const existing = [entry("1", { externalId: "e1", userId: "u1" }), entry("2", { businessId: "b1" })];
  expect(plan(existing, [name({ externalId: "e1" })], true)).toMatchObject({
    changed: [{ id: "1", externalId: "e1", userId: null }],
    removedIds: ["2"],
  });
});

test("rows of one request that share an id and a name are one entry", () => {
  const given = [
    name({ externalId: "e1" }),
    name({ businessId: "b1" }, "Bakery", 2),
    name({ externalId: "e1", businessId: "b1", userId: "u1" }, "Bakery", 3),
  ];
  expect(joinNames(given)).toMatchObject({
    kind: "ok",
    names: [{ row: 1, externalId: "e1", businessId: "b1", userId: "u1" }],
  });
});

test.each([
  [
    [name({ userId: "u1" }, "A", 2), name({ userId: "u1" }, "B", 7)],
    'rows 2 and 7: userId "u1" is given two different names.',
  ],
  [
    [name({ userId: "u1", businessId: "b1" }, "A", 2), name({ userId: "u1", businessId: "b2" }, "A", 7)],
    'rows 2 and 7: userId "u1" is given two values of businessId; a name holds one id of each kind.',
  ],
  [
    [
      name({ userId: "u1" }, "A", 2),
      name({ userId: "u1", externalId: "e" }, "A", 3),
      name({ externalId: "e" }, "B", 4),
    ],
    'rows 3 and 4: externalId "e" is given two different names.',
  ],
])("contradicting rows are refused, both named", (given, message) => {
  expect(joinNames(given)).toEqual({ kind: "refused", message });
});

test("ids that change places between two entries are changes of both", () => {
  const existing = [entry("1", { externalId: "e1" }, "A"), entry("2", { externalId: "e2" }, "B")];
  const given = [name({ id: "1", externalId: "e2" }, "A", 1), name({ id: "2", externalId: "e1" }, "B", 2)];
  expect(plan(existing, given)).toMatchObject({ added: [], changed: [{ id: "1" }, { id: "2" }], removedIds: [] });
});
