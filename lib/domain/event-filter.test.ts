import { expect, test } from "vitest";
import { encodeCursor } from "./cursor.ts";
import { eventFilterOf, eventFilterParams, eventFilterSchema, parseEventQuery } from "./event-filter.ts";

const parse = (search: string) => parseEventQuery(new URLSearchParams(search));
const id = "01930000-0000-7000-8000-0123456789ab";

test("without parameters the newest fifty events of all are meant", () => {
  expect(parse("")).toEqual({ kind: "ok", query: { order: "desc", limit: 50 } });
});

test.each([
  ["limit=1e9", "limit"],
  ["limit=-1", "limit"],
  ["limit=0", "limit"],
  ["limit=201", "limit"],
  ["limit=NaN", "limit"],
  ["limit=1.5", "limit"],
  ["limit=%2010", "limit"],
  ["limit=", "limit"],
  ["limit[]=1", "limit[]"],
  ["limit=1&limit=2", "limit"],
  [`cursor=${"A".repeat(7000)}`, "cursor"],
  ["cursor=bm9wZQ", "cursor"],
  [`cursor=${encodeCursor({ kind: "feed", tx: "1", id })}`, "order"],
  [`order=asc&cursor=${encodeCursor({ kind: "list", id })}`, "order"],
  ["nonsense=1", "nonsense"],
  ["__proto__=1", "__proto__"],
  ["source=a&source=b", "source"],
  ["q=%00", "q"],
  ["from=0000-01-01T00:00:00Z", "from"],
  [`q=${"x".repeat(10_240)}`, "too long"],
  [`q=${"x".repeat(300)}`, "q"],
  ["delivery=lost", "delivery"],
  ["flag=odd", "flag"],
  ["environment=staging", "environment"],
  ["type=A,,B", "type"],
  ["from=yesterday", "from"],
  ["to=2026-13-01", "to"],
  ["path=content.account_id", "value"],
  ["value=1", "path"],
  ["path=a..b&value=1", "path"],
])("A25: %s is refused with a message that names it", (search, named) => {
  const parsed = parse(search);
  expect(parsed.kind).toBe("invalid");
  if (parsed.kind === "invalid") expect(parsed.message).toContain(named);
});

test("a filter turns into URL parameters and back without a loss", () => {
  const search = "source=asset&type=PLAID_*&delivery=none&from=-7d&q=50%25+%26&path=content.account_id&value=a%2Cb";
  const parsed = parse(`${search}&limit=7`);
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  const filter = eventFilterOf(parsed.query);
  expect(eventFilterSchema.parse(filter)).toEqual(filter);
  expect(parse(eventFilterParams(filter).toString())).toMatchObject({ query: filter });
});

test("a filter given as JSON holds no half of a character pair, which no database text can keep", () => {
  for (const name of ["source", "type", "businessId", "externalId", "userId", "subjectId", "q"]) {
    expect(eventFilterSchema.safeParse({ [name]: "\ud800" }).success, name).toBe(false);
  }
  expect(eventFilterSchema.safeParse({ path: "a.\udc00", value: "x" }).success).toBe(false);
  expect(eventFilterSchema.safeParse({ q: "\u{1f600}" }).success).toBe(true);
});
