import { expect, test } from "vitest";
import { type CommandedDelivery, findCancelProblem, findRedeliverProblem } from "./delivery-command-rules.ts";
import { DELIVERY_STATUSES, type DeliveryStatus } from "./delivery-status.ts";
import { keysOf } from "./keys-of.ts";

const delivery: CommandedDelivery = {
  status: "dead_lettered",
  isReplay: false,
  isSourcePaused: false,
  destination: { name: "Ledger", isPaused: false, isDeleted: false, isSpared: false },
};

const PROBLEMS = {
  pending: ["It already waits for its next attempt, which is due.", null],
  in_progress: [
    "It is being sent right now; wait for the outcome.",
    "It is being sent right now; wait for the outcome, then cancel what is left.",
  ],
  retry_scheduled: [null, null],
  succeeded: [null, "It has arrived already."],
  dead_lettered: [null, "Nothing more will be sent, so there is nothing to cancel."],
  held: ["It is held; it is sent when the pause ends.", null],
  canceled: [null, "It is canceled already."],
  discarded: [null, "It was discarded, so there is nothing to cancel."],
} satisfies Record<DeliveryStatus, [string | null, string | null]>;

test.each(keysOf(DELIVERY_STATUSES))(
  "%s can be sent once more and canceled, or the sentence says why not",
  (status) => {
    const [redeliver, cancel] = PROBLEMS[status];
    expect(findRedeliverProblem({ ...delivery, status })).toBe(redeliver);
    expect(findCancelProblem(status)).toBe(cancel);
  },
);

test("a paused source stops a redelivery of what came by itself, not of a replay", () => {
  expect(findRedeliverProblem({ ...delivery, isSourcePaused: true })).toContain("Its source is paused");
  expect(findRedeliverProblem({ ...delivery, isSourcePaused: true, isReplay: true })).toBeNull();
});

test("what is due and waits for a failing destination says so; what is not due can be made due meanwhile", () => {
  const destination = { ...delivery.destination, isSpared: true };
  expect(findRedeliverProblem({ ...delivery, status: "pending", destination })).toContain(
    "Ledger, which keeps failing",
  );
  expect(findRedeliverProblem({ ...delivery, status: "retry_scheduled", destination })).toBeNull();
});

test("a paused or deleted destination stops every redelivery", () => {
  const destination = { ...delivery.destination, isPaused: true };
  expect(findRedeliverProblem({ ...delivery, isReplay: true, destination })).toContain("Ledger is paused");
  const deleted = { ...delivery.destination, isDeleted: true };
  expect(findRedeliverProblem({ ...delivery, destination: deleted })).toContain("Ledger was deleted");
});
