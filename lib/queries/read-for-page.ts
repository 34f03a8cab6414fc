import { AppError } from "#lib/domain/app-error.ts";
import type { ParsedQuery } from "#lib/domain/query-params.ts";

/** What a page shows: the value, or why there is none, in words. */
export type PageRead<T> = { kind: "ok"; value: T } | { kind: "refused"; title: string; message: string };

/** Reads for a page. What the operator can do something about is returned; everything else is thrown. */
export async function readForPage<Query, T>(
  parsed: ParsedQuery<Query>,
  read: (query: Query) => Promise<T>,
): Promise<PageRead<T>> {
  if (parsed.kind === "invalid") {
    return { kind: "refused", title: "This address holds a filter that does not work", message: parsed.message };
  }
  try {
    return { kind: "ok", value: await read(parsed.query) };
  } catch (error) {
    const title = error instanceof AppError ? TITLES[error.code] : undefined;
    if (!(error instanceof AppError) || title === undefined) throw error;
    return { kind: "refused", title, message: error.message };
  }
}

const TITLES: Partial<Record<AppError["code"], string>> = {
  refused: "The search was stopped",
  forbidden: "Your role may not see this",
};
