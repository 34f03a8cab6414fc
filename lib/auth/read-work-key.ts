import { AppError } from "#lib/domain/app-error.ts";
import { decodeWorkKey, type WorkSubject } from "#lib/domain/work-key.ts";

/**
 * The item of the work queue that a path names; what is no key is the key of nothing: AppError `not_found`. A key holds
 * no percent sign, so it does not matter whether the path was decoded before.
 */
export function readWorkKey(text: string): WorkSubject {
  const subject = decodeWorkKey(decoded(text));
  if (subject === null) throw new AppError("not_found", "There is no such item in the work queue now.");
  return subject;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded text, which no key is either.
    return "";
  }
}
