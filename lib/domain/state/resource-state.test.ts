import { describe, expect, test } from "vitest";
import { atTime, notice } from "#lib/testing/notices.ts";
import type { Notice } from "./notice.ts";
import { resourceState } from "./resource-state.ts";

type Said = Partial<Pick<Notice, "resource" | "message" | "eventId">>;

const created = (seenAt: string, status: string | null = null, said: Said = {}) =>
  notice("resource_created", { seenAt: atTime(seenAt), status, ...said });
const updated = (seenAt: string, status: string | null, said: Said = {}) =>
  notice("resource_updated", { seenAt: atTime(seenAt), status, ...said });

const documents: Said = { resource: "documents" };

describe("without time or order", () => {
  test("nothing is known before a notice", () => {
    expect(resourceState([])).toBeNull();
    expect(resourceState([notice("activity")])).toBeNull();
  });

  test("the last received counts", () => {
    const last = updated("14:02", "pending");
    expect(resourceState([last, updated("12:00", "created")])).toMatchObject({
      status: "pending",
      certainty: "last_received",
      alsoReceived: [],
      lastReceivedAt: last.seenAt,
      decidedBy: [last.eventId],
    });
  });

  test("of two received at once the greater id counts, and both are listed", () => {
    const [one, two] = [
      updated("14:02", "verifying", { ...documents, eventId: "a" }),
      updated("14:02", "pending", { ...documents, eventId: "b" }),
    ];
    for (const order of [
      [one, two],
      [two, one],
    ]) {
      expect(resourceState(order)).toMatchObject({ status: "pending", alsoReceived: [{ status: "verifying" }] });
    }
  });

  test("every other status of the 15 minutes before is listed, newest first", () => {
    const story = [
      updated("13:46:59.999999", "created", documents),
      updated("13:47:00", "verifying", documents),
      updated("13:50:00", "done", documents),
      updated("14:02:00", "pending", documents),
    ];
    expect(resourceState(story)).toMatchObject({
      status: "pending",
      certainty: "several_received",
      alsoReceived: [
        { status: "done", receivedAt: atTime("13:50") },
        { status: "verifying", receivedAt: atTime("13:47") },
      ],
    });
  });

  test("the same status received again is no other status; with another message it is", () => {
    expect(resourceState([updated("14:00", "pending"), updated("14:02", "pending")])?.certainty).toBe("last_received");
    const errors = [
      updated("14:00", "error", { ...documents, message: "userError" }),
      updated("14:02", "error", { ...documents, message: "payerError" }),
    ];
    expect(resourceState(errors)).toMatchObject({ message: "payerError", alsoReceived: [{ message: "userError" }] });
  });
});

describe("a creation", () => {
  test("never overrides an update, whenever it arrives", () => {
    expect(resourceState([updated("14:00", "pending"), created("14:05", "created")])).toMatchObject({
      status: "pending",
      certainty: "last_received",
      alsoReceived: [],
      lastReceivedAt: atTime("14:00"),
      firstReceivedAt: atTime("14:00"),
    });
  });

  test("without a status is a status of its own for tax payments and documents alone", () => {
    expect(resourceState([created("14:00")])?.status).toBe("created");
    expect(resourceState([created("14:00", null, documents)])?.status).toBe("created");
    expect(resourceState([created("14:00", null, { resource: "paymentMethods" })])?.status).toBeNull();
  });
});

test("a resource that has no status says when it was last heard of", () => {
  const last = updated("15:00", null, { resource: "taxes" });
  expect(resourceState([updated("14:00", null, { resource: "taxes" }), last])).toMatchObject({
    status: null,
    certainty: "last_received",
    lastReceivedAt: last.seenAt,
    decidedBy: [last.eventId],
  });
});

describe("a tax payment", () => {
  test.each(["done", "error", "cancelled"])("that is %s stays so, whenever something else arrives", (status) => {
    for (const final of [updated("10:00", status), updated("18:00", status), created("10:00", status)]) {
      expect(resourceState([updated("14:00", "pending"), final, created("12:00")])).toMatchObject({
        status,
        certainty: "final",
        decidedBy: [final.eventId],
      });
    }
  });

  test("with two final statuses is unclear, and both are shown, however far apart", () => {
    const [done, error] = [updated("10:00", "done"), updated("20:00", "error", { message: "userError" })];
    expect(resourceState([done, error, updated("21:00", "pending")])).toEqual({
      status: "unclear",
      message: null,
      certainty: "unclear",
      alsoReceived: [
        { status: "error", message: "userError", receivedAt: error.seenAt, eventId: error.eventId },
        { status: "done", message: null, receivedAt: done.seenAt, eventId: done.eventId },
      ],
      hasOpenError: true,
      firstReceivedAt: done.seenAt,
      statusSince: error.seenAt,
      lastReceivedAt: error.seenAt,
      decidedBy: [error.eventId, done.eventId],
    });
  });

  test("with two reasons for its error shows both", () => {
    const story = [
      updated("10:00", "error", { message: "userError" }),
      updated("20:00", "error", { message: "timingError" }),
    ];
    expect(resourceState(story)).toMatchObject({
      message: "timingError",
      certainty: "final",
      alsoReceived: [{ message: "userError" }],
      statusSince: atTime("10:00"),
    });
  });
});

describe("a document", () => {
  const error = (seenAt: string) => updated(seenAt, "error", { ...documents, message: "payerError" });

  test("keeps its error in sight until it is done, however long ago", () => {
    expect(resourceState([error("01:00"), updated("20:00", "pending", documents)])).toMatchObject({
      status: "pending",
      hasOpenError: true,
      alsoReceived: [{ status: "error", message: "payerError" }],
    });
    expect(
      resourceState([error("01:00"), updated("19:00", "done", documents), updated("20:00", "pending", documents)]),
    ).toMatchObject({
      status: "pending",
      hasOpenError: false,
      alsoReceived: [],
    });
  });

  test("never hides an error of the 15 minutes around its being done", () => {
    expect(resourceState([error("14:00"), updated("14:10", "done", documents)])?.hasOpenError).toBe(true);
    expect(resourceState([error("14:00"), updated("14:16", "done", documents)])?.hasOpenError).toBe(false);
    expect(resourceState([updated("14:00", "done", documents), error("14:10")])).toMatchObject({
      status: "error",
      hasOpenError: true,
    });
  });

  test("keeps an error received at the very moment of its being done", () => {
    const story = [error("14:00"), updated("14:00", "done", documents), updated("15:00", "pending", documents)];
    expect(resourceState(story)?.hasOpenError).toBe(true);
  });

  test("keeps an update's error when a creation that arrives later calls it done", () => {
    const story = [error("10:00"), created("12:00", "done", documents), updated("15:00", "pending", documents)];
    expect(resourceState(story)).toMatchObject({ status: "pending", hasOpenError: true });
  });

  test("keeps an error that its creation already carried", () => {
    const story = [created("10:00", "error", documents), updated("15:00", "pending", documents)];
    expect(resourceState(story)).toMatchObject({ status: "pending", hasOpenError: true });
  });
});

test("the present status holds since the first receipt of its unbroken run", () => {
  const story = ["10:00", "11:00"].map((at) => updated(at, "pending", documents));
  expect(resourceState([updated("09:00", "verifying", documents), ...story])?.statusSince).toBe(atTime("10:00"));
});
