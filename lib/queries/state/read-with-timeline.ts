import type { Actor } from "#lib/auth/actor.ts";
import { type TimelineQuery, type TimelineRow, timelineQuery } from "#lib/domain/api/business-detail.ts";
import { DEFAULT_LIMIT, type Page } from "#lib/domain/api/page.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { type PageRead, readForPage } from "#lib/queries/read-for-page.ts";
import { listTimeline, type TimelineSubject } from "./list-timeline.ts";

type MomentQuery = Pick<TimelineQuery, "source" | "asOf" | "basis">;

interface WithTimeline<Subject> {
  readonly subject: Subject;
  readonly timeline: Page<TimelineRow>;
  readonly query: Pick<TimelineQuery, "show" | "order">;
}

const pageQuery = timelineQuery.omit({ limit: true, cursor: true });

/** A business or user with the beginning of its timeline, as its page's address asks; null when nobody has this id. */
export async function readWithTimeline<Subject extends { id: string; source: string }>(
  actor: Actor,
  kind: TimelineSubject["kind"],
  given: URLSearchParams,
  get: (query: MomentQuery) => Promise<Subject | null>,
): Promise<PageRead<WithTimeline<Subject> | null>> {
  actor.require("state:read");
  return readForPage(parseQuery(pageQuery, given), async ({ show, order, ...moment }) => {
    const subject = await get(moment);
    if (subject === null) return null;
    const { id, source } = subject;
    const asked = { ...moment, show, order, source, limit: DEFAULT_LIMIT };
    const timeline = await listTimeline(actor, { kind, id }, asked);
    return { subject, timeline, query: { show, order } };
  });
}
