import { expect, test } from "vitest";
import type { DeliveryRow } from "./api/deliveries.ts";
import { replayChoices } from "./replay-choices.ts";

const destination = {
  id: "ledger",
  name: "Ledger",
  eventTypes: [],
  sources: [],
  isPaused: false,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
};
const event = { type: "PLAID_ACCOUNT_EXPIRED", source: "asset" };

// Only what the choices look at; a delivery has many more fields.
const delivery = (status: DeliveryRow["status"]) => ({ destinationId: "ledger", status }) as DeliveryRow;

test("a destination says how often it had the event", () => {
  expect(replayChoices(event, [destination], [delivery("succeeded"), delivery("succeeded")])).toMatchObject([
    { deliveredBefore: 2, note: "Delivered 2 times before.", isMatching: true },
  ]);
  expect(replayChoices(event, [destination], [delivery("dead_lettered")])).toMatchObject([{ note: "Failed before." }]);
  expect(replayChoices(event, [destination], [])).toMatchObject([{ note: "Never tried.", deliveredBefore: 0 }]);
});

test("a paused destination says that the delivery will wait", () => {
  expect(replayChoices(event, [{ ...destination, isPaused: true }], [])[0]?.note).toBe(
    "Never tried; paused: the delivery will wait.",
  );
});

test("destinations whose filters do not take the event come last and are not chosen by themselves", () => {
  const other = { ...destination, id: "tax", name: "Tax", eventTypes: ["taxPayments.*"] };
  expect(replayChoices(event, [other, destination], []).map(({ id, isMatching }) => ({ id, isMatching }))).toEqual([
    { id: "ledger", isMatching: true },
    { id: "tax", isMatching: false },
  ]);
});
