import { AppError } from "#lib/domain/app-error.ts";
import { isInstant } from "#lib/domain/instant.ts";
import type { StateCursor } from "#lib/domain/state-cursor.ts";
import { isUuid } from "#lib/domain/uuid.ts";

/** Where a timeline goes on. Whoever sends a cursor may have written it: AppError `invalid_input`. */
export function readTimelinePosition({ value, key }: StateCursor, order: string): { at: string; eventId: string } {
  const [name, eventId = "", ...more] = key;
  const isTime = value !== null && isInstant(value);
  if (!isTime || name !== order || !isUuid(eventId) || more.length > 0) {
    throw new AppError("invalid_input", 'The parameter "cursor" is not a cursor of this list.');
  }
  return { at: value, eventId };
}
