const MAX_TEXT_LENGTH = 2_000;

/** PostgreSQL takes neither NUL nor lone surrogates; both become U+FFFD. Long texts are cut. */
export function storableText(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH).replaceAll("\u0000", "\uFFFD").toWellFormed();
}

/** The value as jsonb gives it back, or null: without undefined members, every text storable. */
export function storableJson(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== "object") return value;
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(members.map(([key, item]) => [storableText(key), storableJson(item)]));
}
