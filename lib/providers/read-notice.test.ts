import { describe, expect, test } from "vitest";
import type { NoticeKind } from "#lib/domain/state/notice.ts";
import { abound } from "./abound.ts";
import { asset } from "./asset.ts";
import type { Provider } from "./provider.ts";

const receivedAt = new Date("2026-03-15T10:30:05Z");
const BUSINESS = "biz_Pk2fNFDd8wj7EFeLWJywc7";
const USER = "userId_8e01c68862ff080637075b7f0e2105bd7229f434";
const DOCUMENT = "documentId_9a1ccd4967787ea24bbcc2e818f619697b518338";

/** As the projector reads it: from the facts of the stored event and the searchable copy of its body. */
function noticeOf(provider: Provider, body: object) {
  const text = Buffer.from(JSON.stringify(body));
  const facts = provider.readFacts({ headers: [["asset-id", "1"]], body: text, text, receivedAt });
  return provider.readNotice({ ...facts, payload: facts.payloadJson === null ? null : JSON.parse(facts.payloadJson) });
}

function sampleOf(provider: Provider, type: string): object {
  return provider.eventTypes.find((entry) => entry.type === type)?.sample ?? {};
}

function assetNotice(type: string, content: object) {
  return noticeOf(asset, { type, content: { business_id: BUSINESS, timestamp: "2026-03-15T10:00:00Z", ...content } });
}

function aboundNotice(event: string, said: object) {
  return noticeOf(abound, { event, userId: USER, resourceId: "taxPaymentId_1", ...said });
}

const NOTHING = {
  businessId: null,
  externalId: null,
  accountId: null,
  taskTypes: [],
  userId: null,
  resource: null,
  resourceId: null,
  status: null,
  message: null,
};

describe("every documented event is read in full", () => {
  const account = { businessId: BUSINESS, accountId: "eac_Ns6rRRLYVZPh4cVB7MDby5" };
  const business = { businessId: BUSINESS, externalId: "ext-123" };
  const tasks = ["categorize_transaction", "reconnect_account", "request_receipt"];
  const expected: Record<string, { kind: NoticeKind; [name: string]: unknown }> = {
    PLAID_ACCOUNT_CONNECTED: { kind: "account_connected", ...account },
    PLAID_ACCOUNT_DISCONNECTED: { kind: "account_disconnected", ...account },
    PLAID_ACCOUNT_EXPIRED: { kind: "account_expired", ...account },
    PLAID_TRANSACTIONS_SYNCED: { kind: "account_synced", ...account },
    TASK_REQUEST: { kind: "tasks_requested", businessId: BUSINESS, taskTypes: tasks },
    TASKS_REQUEST_COMPLETED: { kind: "tasks_completed", businessId: BUSINESS },
    BUSINESS_CREATED: { kind: "business_created", ...business },
    BUSINESS_ACTIVATED: { kind: "business_activated", ...business },
    BUSINESS_DEACTIVATED: { kind: "business_deactivated", ...business },
    "documents.created": { kind: "resource_created", resource: "documents", resourceId: DOCUMENT },
    "documents.updated": {
      kind: "resource_updated",
      resource: "documents",
      resourceId: DOCUMENT,
      status: "error",
      message: "payerError",
    },
    "paymentMethods.created": {
      kind: "resource_created",
      resource: "paymentMethods",
      resourceId: "paymentMethodId_3290f1",
    },
    "taxes.updated": { kind: "resource_updated", resource: "taxes", resourceId: "2026" },
    "taxPayments.created": {
      kind: "resource_created",
      resource: "taxPayments",
      resourceId: "taxPaymentId_7777",
      status: "created",
    },
    "taxPayments.updated": {
      kind: "resource_updated",
      resource: "taxPayments",
      resourceId: "taxPaymentId_7777",
      status: "pending",
    },
    "users.updated": { kind: "resource_updated", resource: "users", resourceId: USER },
  };

  test.each(asset.eventTypes.map(({ type }) => type))("%s of Asset", (type) => {
    expect(noticeOf(asset, sampleOf(asset, type))).toEqual({ ...NOTHING, ...expected[type] });
  });

  test.each(abound.eventTypes.map(({ type }) => type))("%s of Abound", (type) => {
    expect(noticeOf(abound, sampleOf(abound, type))).toEqual({ ...NOTHING, userId: USER, ...expected[type] });
  });
});

describe("what state must not be made of is activity", () => {
  test("a type that is not documented, also one that looks as if it were", () => {
    expect(assetNotice("LOAN_APPROVED", {})).toEqual({ ...NOTHING, kind: "activity", businessId: BUSINESS });
    expect(assetNotice("constructor", {})?.kind).toBe("activity");
    for (const type of ["taxPayments.deleted", "paymentMethods.updated", "users.created", "mailings.updated"]) {
      expect(aboundNotice(type, {})).toEqual({ ...NOTHING, kind: "activity", userId: USER });
    }
  });

  test("an event whose ids do not have the documented form", () => {
    expect(assetNotice("PLAID_ACCOUNT_EXPIRED", { account_id: 7 })?.kind).toBe("activity");
    expect(assetNotice("PLAID_ACCOUNT_EXPIRED", { account_id: "x".repeat(300) })?.kind).toBe("activity");
    expect(aboundNotice("documents.updated", { resourceId: null })?.kind).toBe("activity");
    expect(aboundNotice("documents.updated", { userId: "x".repeat(300) })?.kind).toBe("activity");
  });
});

test("an event that names no business or user says nothing", () => {
  expect(noticeOf(asset, { type: "TASK_REQUEST", content: {} })).toBeNull();
  expect(noticeOf(asset, [])).toBeNull();
  expect(noticeOf(abound, { id: "1", timestamp: "2026-01-01T00:00:00Z", event: "W_9_CREATED" })).toBeNull();
});

test("both spellings of a type are read as the documented one", () => {
  expect(assetNotice("TASK_REQUEST_COMPLETED", {})?.kind).toBe("tasks_completed");
  expect(aboundNotice("taxPayment.updated", { resourceStatus: "done" })).toMatchObject({
    kind: "resource_updated",
    resource: "taxPayments",
    status: "done",
  });
});

test("task types are kept as sent, each once; what is no text is left out", () => {
  const types = ["<categorize_transaction, other>", "other", "other", 7, null, "", "new_type"];
  expect(assetNotice("TASK_REQUEST", { task_types: types })?.taskTypes).toEqual([
    "<categorize_transaction, other>",
    "other",
    "new_type",
  ]);
  for (const odd of [undefined, null, "other", { 0: "other" }]) {
    expect(assetNotice("TASK_REQUEST", { task_types: odd })?.taskTypes).toEqual([]);
  }
});

test("a status or message is a text or none; one that is too long is cut, not lost", () => {
  for (const odd of [7, true, null, "", {}, []]) {
    expect(aboundNotice("taxPayments.updated", { resourceStatus: odd, resourceMessage: odd })).toMatchObject({
      status: null,
      message: null,
    });
  }
  expect(aboundNotice("taxPayments.updated", { resourceMessage: `${"x".repeat(199)}😀` })?.message).toBe(
    `${"x".repeat(199)}\ufffd`,
  );
});

test("taxes come with a year, as text or number, or without an id", () => {
  expect(aboundNotice("taxes.updated", { resourceId: 2026 })?.resourceId).toBe("2026");
  expect(aboundNotice("taxes.updated", { resourceId: undefined })).toMatchObject({
    kind: "resource_updated",
    resourceId: "",
  });
});
