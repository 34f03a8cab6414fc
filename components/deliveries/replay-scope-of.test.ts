import { expect, test } from "vitest";
import { replayScopeOf } from "./replay-scope-of.ts";

const scope = (query: string) => replayScopeOf(new URLSearchParams(query));

test("a list by status and destination means the events of exactly these deliveries, to that destination", () => {
  expect(scope("status=dead_lettered&destinationId=d1&source=asset&cursor=x")).toMatchObject({
    kind: "scope",
    scope: {
      events: { kind: "filter", filter: { delivery: "dead_lettered", destinationId: "d1", source: "asset" } },
      destinationIds: ["d1"],
    },
  });
});

test("a filter that events do not know is never dropped silently", () => {
  for (const name of ["reason", "error", "response", "from", "to"]) {
    expect(scope(`status=held&${name}=x`)).toMatchObject({ kind: "problem" });
  }
});

test("all deliveries there are is no scope", () => {
  expect(scope("")).toMatchObject({ kind: "problem" });
  expect(scope("source=asset")).toMatchObject({ kind: "problem" });
});

test("the deliveries of one event mean that event", () => {
  expect(scope("eventId=e1&status=held")).toMatchObject({ scope: { events: { kind: "chosen", ids: ["e1"] } } });
});
