import { expect, test } from "vitest";
import { noticeTitle } from "./notice-title.ts";

const NOTHING = { accountId: null, taskTypes: [], resource: null, resourceId: null, status: null, message: null };
const payment = { ...NOTHING, resource: "taxPayments", resourceId: "tp_1" };

test.each([
  ["business_deactivated", NOTHING, "Business deactivated"],
  ["account_expired", { ...NOTHING, accountId: "lni_1" }, "Connection lni_1 expired"],
  ["account_synced", { ...NOTHING, accountId: "lni_1" }, "Transactions synced lni_1"],
  ["tasks_requested", { ...NOTHING, taskTypes: ["reconnect_account"] }, "Task list arrived: reconnect account"],
  ["tasks_requested", NOTHING, "Task list arrived, naming no task"],
  ["resource_created", { ...payment, status: "created" }, "Tax payment tp_1 created"],
  ["resource_updated", { ...payment, status: "error", message: "userError" }, "Tax payment tp_1: error (userError)"],
  ["resource_updated", { ...payment, resource: "taxes", resourceId: "" }, "Taxes changed"],
  ["activity", NOTHING, "LEDGER_CLOSED"],
] as const)("%s %j reads %s", (kind, said, title) => {
  expect(noticeTitle(kind, said, "LEDGER_CLOSED")).toBe(title);
});
