import { AppError } from "#lib/domain/app-error.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id out of a path; what is no id is the id of nothing: AppError `not_found`. */
export function readId(text: string, what: string): string {
  if (!UUID.test(text)) throw new AppError("not_found", `There is no such ${what}.`);
  return text.toLowerCase();
}
