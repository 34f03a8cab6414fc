import { expect, test } from "vitest";
import { receivedText } from "./received-text.ts";

const at = "2026-11-19T14:00:00.000Z";

test("the delay between an event and its receipt is told in one unit", () => {
  expect(receivedText({ at, isTimed: true, receivedAt: "2026-11-19T14:00:09.400Z" })).toBe("received 9 s later");
  expect(receivedText({ at, isTimed: true, receivedAt: "2026-11-21T15:00:00.000Z" })).toBe("received 2 d later");
  expect(receivedText({ at, isTimed: true, receivedAt: "2026-11-19T14:00:00.400Z" })).toBe("received at once");
});

test("a provider's clock that runs ahead shows as an earlier receipt", () => {
  expect(receivedText({ at, isTimed: true, receivedAt: "2026-11-19T13:59:00.000Z" })).toBe("received 1 m earlier");
});

test("an event without a usable time says that its time is that of receipt", () => {
  expect(receivedText({ at, isTimed: false, receivedAt: at })).toBe("time = when we received it");
});
