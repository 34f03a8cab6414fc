import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { NOTICE_COLUMNS, type NoticeRecord, toNotice } from "#lib/db/state/notice-record.ts";
import type { EventEffectAnswer, ProbableRetry } from "#lib/domain/api/event-effect.ts";
import { answerEffect } from "#lib/domain/effect-answer.ts";
import { eventEffect } from "#lib/domain/state/event-effect.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { effectSays } from "#lib/domain/state/says/effect-says.ts";
import { stateView } from "#lib/domain/state/state-view.ts";
import { readRegister } from "#lib/queries/state/read-register.ts";
import { readProbableRetries } from "./read-probable-retries.ts";

interface NamedEvent {
  readonly id: string;
  readonly type: string;
  readonly flags: readonly string[];
}

type Projected = NoticeRecord & { source_id: string };

/** What an event did to the state, how far the projection is with it, and which events may be retries of the same claim. */
export async function readEventEffect(
  event: NamedEvent,
): Promise<{ effect: EventEffectAnswer; probableRetries: ProbableRetry[] }> {
  const [record] = await readRows<Projected>(Prisma.sql`
SELECT n.source_id, ${Prisma.raw(NOTICE_COLUMNS)} FROM notices n WHERE n.event_id = ${event.id}::uuid`);
  if (record === undefined) return { effect: await withoutNotice(event), probableRetries: [] };
  const notice = toNotice(record);
  const [register, probableRetries] = await Promise.all([
    readRegister(record.source_id, notice),
    readProbableRetries(record.source_id, notice, event.type),
  ]);
  return { effect: effectOf(event, notice, register), probableRetries };
}

function effectOf({ flags }: NamedEvent, notice: Notice, register: readonly Notice[]): EventEffectAnswer {
  const effect = eventEffect({ notice, flags }, register);
  const decidedBy = effect.kind === "none" ? [] : stateView(effect.subject, register).decidedBy;
  return answerEffect(effect, { projection: "projected", notice, decidedBy });
}

type Progress = { error: string | null; is_behind: boolean };

async function withoutNotice({ id, flags }: NamedEvent): Promise<EventEffectAnswer> {
  const [progress] = await readRows<Progress>(Prisma.sql`
SELECT (SELECT error FROM parked_events WHERE event_id = e.id) AS error, (e.tx, e.id) > (p.tx, p.event_id) AS is_behind
FROM events e CROSS JOIN projector p WHERE e.id = ${id}::uuid`);
  const nothing = { parkedError: null, state: null, remarks: [] };
  if (progress?.error !== null && progress?.error !== undefined) {
    const says = "It could not be applied to the state and is set aside; everything else about it works.";
    return { projection: "parked", says, ...nothing, parkedError: progress.error };
  }
  if (progress?.is_behind === true) {
    return { projection: "pending", says: "It is not part of the state yet; that takes a moment.", ...nothing };
  }
  const effect = eventEffect({ notice: null, flags }, []);
  return { projection: "none", says: effectSays(effect), ...nothing, remarks: [...effect.remarks] };
}
