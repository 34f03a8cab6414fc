import { TASK_TYPES } from "#lib/simulator/asset-body.ts";
import type { Random } from "#lib/simulator/random.ts";
import { Calendar, type Span } from "./calendar.ts";
import { type Completion, judgeTasks, type TaskRequest } from "./judge-tasks.ts";
import { MINUTE, type Moment, SECOND } from "./moment.ts";
import type { Scribe } from "./scribe.ts";
import type { Stamp } from "./story-event.ts";
import type { Subject } from "./truth.ts";

/** How the task list stands at the end; the last ones need receipts of their own and are told as they happen. */
const AFTERWARDS = { none: 15, open: 20, open_again: 30, only_completed: 8, completed_untimed: 8, completed_ahead: 5 };
const AS_IT_HAPPENS = {
  none: 12,
  open: 15,
  open_again: 15,
  only_completed: 6,
  completed: 20,
  completed_untimed: 5,
  completed_ahead: 5,
  crossed: 10,
  just_before: 5,
  just_after: 5,
  two_lists: 7,
};
type End = keyof typeof AS_IT_HAPPENS;

const TURNS = 14;

interface Diary {
  readonly requests: TaskRequest[];
  readonly completions: Completion[];
  ask(at: Moment, types: readonly string[]): void;
  complete(at: Moment, stamp?: Stamp): void;
}

/** Lives through the task digests of a business and their completions; null when it never had any. */
export function liveTasks(scribe: Scribe, businessId: string, life: Span, random: Random): Subject | null {
  const end: End = random.weighted<End>(
    scribe.telling === "afterwards" ? { ...NOT_AFTERWARDS, ...AFTERWARDS } : AS_IT_HAPPENS,
  );
  if (end === "none") return null;
  const diary = createDiary(scribe, businessId);
  const calendar = new Calendar(life, TURNS, random);
  if (end === "only_completed") diary.complete(calendar.next());
  else tellRounds(diary, calendar, end, random);
  return {
    kind: "task_list",
    ids: [businessId],
    tell: (receipts) => judgeTasks(diary.requests, diary.completions, receipts),
  };
}

const NOT_AFTERWARDS = { completed: 0, crossed: 0, just_before: 0, just_after: 0, two_lists: 0 };

function createDiary(scribe: Scribe, businessId: string): Diary {
  const requests: TaskRequest[] = [];
  const completions: Completion[] = [];
  const content = { business_id: businessId };
  return {
    requests,
    completions,
    ask: (at, types) => {
      const key = scribe.untimed("TASK_REQUEST", { ...content, task_types: types }, at);
      requests.push({ key, types, sentAt: at });
    },
    complete: (at, stamp = "true") => {
      const key = scribe.asset("TASKS_REQUEST_COMPLETED", content, at, stamp);
      completions.push({ key, at: stamp === "true" ? at : null, happenedAt: at });
    },
  };
}

function tellRounds(diary: Diary, calendar: Calendar, end: End, random: Random): void {
  const types = chooseTypes(random);
  const digests = () => {
    const count = random.integer(1, 3);
    // An unchanged backlog is asked for again in the same words.
    const isSteady = random.chance(0.7);
    for (let index = 0; index < count; index += 1) diary.ask(calendar.next(), isSteady ? types : chooseTypes(random));
  };
  if (end !== "open" && random.chance(0.6)) {
    digests();
    diary.complete(calendar.next());
  }
  digests();
  if (end === "open_again") {
    diary.complete(calendar.next());
    diary.ask(calendar.next(), types);
  }
  if (end === "completed") diary.complete(calendar.next());
  if (end === "completed_untimed") diary.complete(calendar.next(), "missing");
  if (end === "completed_ahead") diary.complete(calendar.next(), "ahead");
  tellClose(diary, calendar.next(), types, end, random);
}

/** A digest with something else so shortly before or after it that their order shows in seconds, or not at all. */
function tellClose(diary: Diary, at: Moment, types: readonly string[], end: End, random: Random): void {
  switch (end) {
    case "crossed":
      diary.ask(at, types);
      diary.complete(at + random.integer(-200, 60) * SECOND);
      return;
    case "just_before":
      diary.complete(at - 8 * MINUTE);
      diary.ask(at, types);
      return;
    case "just_after":
      diary.ask(at, types);
      diary.complete(at + 6 * MINUTE);
      return;
    case "two_lists":
      diary.ask(at, ["categorize_transaction"]);
      diary.ask(at + random.integer(20, 140) * SECOND, ["request_statement", "reconnect_account"]);
      return;
    default:
  }
}

function chooseTypes(random: Random): string[] {
  const chosen = TASK_TYPES.filter(() => random.chance(0.35));
  return chosen.length === 0 ? ["categorize_transaction"] : chosen;
}
