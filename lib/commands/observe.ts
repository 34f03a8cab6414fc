import type { Actor } from "#lib/auth/actor.ts";
import { type RecordObservationOutcome, recordObservation } from "#lib/db/observations/record-observation.ts";
import type { ObservationInput } from "#lib/domain/api/observation-input.ts";
import { judgeCheckedAt } from "#lib/domain/observation.ts";
import { refused } from "#lib/domain/refusal.ts";

/** Keeps what an operator checked at the provider. */
export async function observe(actor: Actor, input: ObservationInput, now: Date): Promise<RecordObservationOutcome> {
  actor.require("work:write");
  const { note, checkedAt, ...subject } = input;
  const checked = judgeCheckedAt(checkedAt === undefined ? now : new Date(checkedAt), now);
  if (checked.kind === "refused") return refused(checked.message, "checkedAt");
  return recordObservation({ ...subject, note: note || null, checkedAt: checked.at }, actor);
}
