import { AppError } from "#lib/domain/app-error.ts";

const SLUG = /^[a-z0-9-]{1,64}$/;

/** A source's slug out of a path; what cannot be one is the slug of nothing: AppError `not_found`. */
export function readSlug(text: string): string {
  if (!SLUG.test(text)) throw new AppError("not_found", "There is no such source.");
  return text;
}
