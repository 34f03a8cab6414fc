import type { Refusal } from "./refusal.ts";

export const LINK_KINDS = ["business", "connection", "user", "resource"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

const LINK_PLACEHOLDERS = ["businessId", "externalId", "accountId", "userId", "resource", "resourceId"] as const;
export type LinkPlaceholder = (typeof LINK_PLACEHOLDERS)[number];

/** What is known of the subject that a link is for. */
export type LinkIds = Partial<Record<LinkPlaceholder, string | null | undefined>>;

/** Users and resources know a business only where the directory joins them to one. */
export const KIND_PLACEHOLDERS = {
  business: ["businessId", "externalId", "userId"],
  connection: ["businessId", "externalId", "accountId"],
  user: ["userId", "businessId", "externalId"],
  resource: ["userId", "resource", "resourceId", "businessId", "externalId"],
} as const satisfies Record<LinkKind, readonly LinkPlaceholder[]>;

export type CheckedTemplate = { kind: "ok" } | Extract<Refusal, { kind: "refused" }>;

const PLACEHOLDER = /\{([^{}]*)\}/g;
const AUTHORITY = /^https:\/\/([^/?#]+)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers drop some of these silently.
const UNSAFE = /[\u0000-\u0020\u007f\\]/;

/** Whether an operator's template makes a safe https address for every value of its placeholders. */
export function checkTemplate(template: string, kind: LinkKind): CheckedTemplate {
  const problem = shapeProblem(template) ?? placeholderProblem(template, kind) ?? hostProblem(template);
  return problem === null ? { kind: "ok" } : refuse(problem);
}

/** The address with every value percent-encoded; null when an id that it needs is not known or could change its path. */
export function fillTemplate(template: string, ids: LinkIds): string | null {
  let isComplete = true;
  const filled = template.replaceAll(PLACEHOLDER, (_, name: string) => {
    const value = isPlaceholder(name) ? ids[name] : undefined;
    if (value !== undefined && value !== null && isSafeValue(value)) return encodeURIComponent(value);
    isComplete = false;
    return "";
  });
  return isComplete ? filled : null;
}

function shapeProblem(template: string): string | null {
  if (UNSAFE.test(template)) return "The address holds a space, a backslash or a control character.";
  if (!AUTHORITY.test(template)) return "The address must begin with https://.";
  return null;
}

function placeholderProblem(template: string, kind: LinkKind): string | null {
  const known: readonly string[] = KIND_PLACEHOLDERS[kind];
  for (const [whole, name = ""] of template.matchAll(PLACEHOLDER)) {
    if (!isPlaceholder(name)) return `There is no placeholder ${whole}. Use ${inBraces(known)}.`;
    if (!known.includes(name)) return `A link for a ${kind} has no ${whole}. Use ${inBraces(known)}.`;
  }
  const rest = template.replaceAll(PLACEHOLDER, "");
  return /[{}]/.test(rest) ? "A placeholder is one name in braces, such as {businessId}." : null;
}

function hostProblem(template: string): string | null {
  const authority = AUTHORITY.exec(template)?.[1] ?? "";
  if (authority.includes("{")) return "The host must be fixed: use placeholders after it only.";
  if (authority.includes("@")) return "The address must not hold a user name or password.";
  const url = URL.parse(template.replaceAll(PLACEHOLDER, "x"));
  return url === null || url.hostname === "" ? "This is not a web address." : null;
}

function isPlaceholder(name: string): name is LinkPlaceholder {
  return (LINK_PLACEHOLDERS as readonly string[]).includes(name);
}

/** A segment of dots alone would climb out of the path, encoded or not. */
function isSafeValue(value: string): boolean {
  return !/^\.*$/.test(value) && value.isWellFormed();
}

function inBraces(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(", ");
}

function refuse(message: string): Extract<Refusal, { kind: "refused" }> {
  return { kind: "refused", message, field: "template" };
}
