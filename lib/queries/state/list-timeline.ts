import type { Actor } from "#lib/auth/actor.ts";
import type { TimelineQuery, TimelineRow } from "#lib/domain/api/business-detail.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { findBusiness, findUser } from "./find-subject.ts";
import { readTimeline } from "./read-timeline.ts";

export interface TimelineSubject {
  readonly kind: "business" | "user";
  /** For a business also an external id. */
  readonly id: string;
}

/**
 * Everything that names a business or user, newest first; of a business also what its users in the directory received.
 * AppError `not_found` when nobody has this id.
 */
export async function listTimeline(
  actor: Actor,
  { kind, id }: TimelineSubject,
  query: TimelineQuery,
): Promise<Page<TimelineRow>> {
  actor.require("state:read");
  return refuseSlowRead(async () => {
    const subject = await (kind === "business" ? findBusiness : findUser)(id, query.source);
    if (subject === null) throw new AppError("not_found", `There is no such ${kind}.`);
    return readTimeline({ kind, sourceId: subject.sourceId, id: subject.id }, query);
  });
}
