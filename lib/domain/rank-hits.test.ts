import { expect, test } from "vitest";
import type { SearchHit } from "./api/search.ts";
import { rankHits, type SearchCandidate } from "./rank-hits.ts";

function candidate(id: string, given: Partial<SearchHit> = {}, texts: (string | null)[] = [id]): SearchCandidate {
  const hit = {
    kind: "user",
    id,
    what: "User",
    title: id,
    detail: null,
    source: "abound",
    url: `/users/${id}`,
  } as const;
  return { hit: { ...hit, ...given }, texts };
}
const ids = (candidates: SearchCandidate[], q: string) => rankHits(candidates, q).map(({ id }) => id);

test("a whole match comes first, then a beginning, then a part, whatever the case", () => {
  expect(ids([candidate("xAb"), candidate("Abc"), candidate("AB")], "ab")).toEqual(["AB", "Abc", "xAb"]);
});

test("of equally good matches businesses come before users, and titles in order", () => {
  const business = { kind: "business" } as const;
  const found = [candidate("ab3"), candidate("ab2"), candidate("ab1", business)];
  expect(ids(found, "ab")).toEqual(["ab1", "ab2", "ab3"]);
});

test("each thing is listed once, in each source that has it", () => {
  const found = [candidate("a"), candidate("a"), candidate("a", { source: "abound-sandbox" })];
  expect(rankHits(found, "a").map(({ source }) => source)).toEqual(["abound", "abound-sandbox"]);
});

test("what only events tell of gives way to the same thing with a state", () => {
  const onlyEvents = candidate("a", { source: null, url: "/events?userId=a" });
  expect(rankHits([onlyEvents, candidate("a")], "a").map(({ url }) => url)).toEqual(["/users/a"]);
  expect(rankHits([onlyEvents], "a")).toHaveLength(1);
});

test("at most ten of a kind are listed", () => {
  const many = Array.from({ length: 12 }, (_, index) => candidate(`a${index}`));
  expect(rankHits([...many, candidate("ab", { kind: "resource" })], "a")).toHaveLength(11);
});
