export type AccountKind = "linked_item" | "external_account" | "plaid_item";

/** What an account id names, by its prefix. */
export function accountKind(accountId: string): AccountKind {
  if (accountId.startsWith("lni_")) return "linked_item";
  return accountId.startsWith("eac_") ? "external_account" : "plaid_item";
}
