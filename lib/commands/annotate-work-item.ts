import type { Actor } from "#lib/auth/actor.ts";
import { type AnnotateItemOutcome, annotateItem } from "#lib/db/work/annotate-item.ts";
import type { WorkPatchInput } from "#lib/domain/api/work-input.ts";
import { refused } from "#lib/domain/refusal.ts";
import { type JudgedSnooze, judgeSnooze } from "#lib/domain/snooze.ts";
import type { WorkSubject } from "#lib/domain/work-key.ts";

/** Assigns, notes or snoozes an item of the work queue. */
export async function annotateWorkItem(
  actor: Actor,
  subject: WorkSubject,
  input: WorkPatchInput,
  now: Date,
): Promise<AnnotateItemOutcome> {
  actor.require("work:write");
  const snooze = judgeGiven(input.snooze, now);
  if (snooze.kind === "refused") return refused(snooze.message, "snooze");
  const { assigneeId, note, version } = input;
  return annotateItem(
    { subject, assigneeId, note: note === "" ? null : note, snooze: snooze.snooze, version },
    actor,
    now,
  );
}

type Given = WorkPatchInput["snooze"];
type Judged = JudgedSnooze | { kind: "ok"; snooze: null | undefined };

function judgeGiven(given: Given, now: Date): Judged {
  if (given === undefined || given === null) return { kind: "ok", snooze: given };
  return judgeSnooze("until" in given ? new Date(given.until) : null, now);
}
