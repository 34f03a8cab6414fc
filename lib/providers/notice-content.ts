import type { NoticeContent, NoticeKind } from "#lib/domain/state/notice.ts";

const LONGEST_TEXT = 200;
const MOST_TEXTS = 100;

const NOTHING: Omit<NoticeContent, "kind"> = {
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

/** A notice with everything that is not given left empty. */
export function noticeOf(kind: NoticeKind, said: Partial<NoticeContent>): NoticeContent {
  return { ...NOTHING, ...said, kind };
}

/** A member that is a text, cut to what can be indexed, else null. */
export function memberText(value: unknown, name: string): string | null {
  return indexableTexts([memberOf(value, name)])[0] ?? null;
}

/** The texts of a member that is an array, each once. */
export function memberTexts(value: unknown, name: string): string[] {
  const member = memberOf(value, name);
  return Array.isArray(member) ? [...new Set(indexableTexts(member))].slice(0, MOST_TEXTS) : [];
}

/** A member of a JSON object, undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** Only what is a text and not empty; what is too long is cut rather than lost. */
function indexableTexts(values: readonly unknown[]): string[] {
  return values
    .filter((value): value is string => typeof value === "string" && value !== "")
    .map((value) => value.slice(0, LONGEST_TEXT).toWellFormed());
}
