import { expect, test } from "vitest";
import { fixFor } from "./resource-error.ts";

test.each([
  ["taxPayments", "userError", /create a new payment/],
  ["taxPayments", "paymentMethodError", /new payment method, then create a new payment/],
  ["taxPayments", "timingError", /after the IRS date/],
  ["documents", "payerError", /payer/],
  ["documents", "userError", /Correct the user/],
  ["documents", "documentError", /new document/],
  ["documents", "ssnVerificationError", /SSN/],
  ["documents", "filingError", /filing/],
  ["documents", "stateError", /state/],
])("the documented error of %s, %s, has a fix to give", (resource, message, fix) => {
  expect(fixFor(resource, message)).toMatch(fix);
});

test("an error without a message says that none was given", () => {
  expect(fixFor("documents", null)).toBe("Abound gave no reason. Check with the provider.");
});

test("nothing is made up for another message or resource, nor for a name every object has", () => {
  expect(fixFor("documents", "mysteryError")).toBeNull();
  expect(fixFor("documents", "timingError")).toBeNull();
  expect(fixFor("taxes", null)).toBeNull();
  expect(fixFor("taxPayments", "constructor")).toBeNull();
});
