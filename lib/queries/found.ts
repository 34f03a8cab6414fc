import { AppError } from "#lib/domain/app-error.ts";

/** What a query found, or AppError `not_found` that names what there is none of. */
export function found<T>(value: T | null, what: string): T {
  if (value === null) throw new AppError("not_found", `There is no such ${what}.`);
  return value;
}
