const UNSPECIFIED = "Abound gave no reason. Check with the provider.";

const FIXES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    "taxPayments",
    new Map([
      ["userError", "Name and SSN do not match. Correct the user, then create a new payment."],
      [
        "paymentMethodError",
        "The account or routing number is wrong. Add a new payment method, then create a new payment with it.",
      ],
      ["timingError", "The payment was created after the IRS date. Create a new payment for the next one."],
    ]),
  ],
  [
    "documents",
    new Map([
      ["payerError", "A field of the payer is missing or wrong. Correct the payer at Abound."],
      ["userError", "Name and SSN do not match. Correct the user at Abound."],
      ["documentError", "A field of the document is missing or wrong. Create a new document."],
      ["ssnVerificationError", "The SSN could not be verified. Correct the user's name or SSN."],
      ["filingError", "The filing was refused. Check with the provider what to correct, then create a new document."],
      ["stateError", "The state's filing was refused. Check with the provider what the state asks for."],
    ]),
  ],
]);

/**
 * What an operator can tell the user about an errored resource: one or two sentences, from Abound's vocabulary. Null
 * where the resource or its message is not a documented one; a missing message has its own sentence (`documents`,
 * `taxPayments`).
 */
export function fixFor(resource: string, message: string | null): string | null {
  const fixes = FIXES.get(resource);
  if (fixes === undefined) return null;
  return message === null ? UNSPECIFIED : (fixes.get(message) ?? null);
}
