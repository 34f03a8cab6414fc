import { plural } from "#components/ui/plural.ts";

const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  taxPayments: ["tax payment", "tax payments"],
  documents: ["document", "documents"],
  paymentMethods: ["payment method", "payment methods"],
  taxes: ["tax record", "tax records"],
  users: ["user record", "user records"],
};

export const RESOURCE_KINDS: readonly string[] = Object.keys(WORDS);

/** "taxPayments" as "tax payment"; a kind that is not known stays as the provider writes it. */
export function resourceWord(resource: string): string {
  return wordsOf(resource)?.[0] ?? resource;
}

/** "3 tax payments". */
export function countResources(count: number, resource: string): string {
  const words = wordsOf(resource);
  return words === undefined ? `${count} ${resource}` : plural(count, ...words);
}

function wordsOf(resource: string) {
  return Object.hasOwn(WORDS, resource) ? WORDS[resource] : undefined;
}
