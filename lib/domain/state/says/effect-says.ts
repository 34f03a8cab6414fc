import type {
  ArrivalEffect,
  EffectRemark,
  EffectStanding,
  EventEffect,
  NoEffectReason,
} from "#lib/domain/state/event-effect.ts";
import type { StateSubject } from "#lib/domain/state/register.ts";
import { joinWords } from "./join-words.ts";
import { momentText } from "./moment-text.ts";

const SUBJECTS = {
  business: "Business",
  connection: "Connection",
  task_list: "Task list of",
  resource: "Resource",
} satisfies Record<StateSubject, string>;

const NO_EFFECTS = {
  names_nobody: "it names no business or user that is known to state.",
  unparsed: "it does not have the documented form.",
  unknown_type: "the provider's documentation does not list its type.",
  activity: "state is not made of this event type.",
} satisfies Record<NoEffectReason, string>;

const REMARKS = {
  id_conflict: "The provider used its id for two different bodies; both count.",
  no_time: "It carries no usable time, so the time of receipt counts.",
  future_time: "Its time lies in the future, so the time of receipt counts.",
  late: "It arrived more than 24 hours late.",
} satisfies Record<EffectRemark, string>;

/** What an event did and where it stands now, in sentences. */
export function effectSays(effect: EventEffect): string {
  const remarks = effect.remarks.map((remark) => REMARKS[remark]);
  if (effect.kind === "none") return [`Changed nothing: ${NO_EFFECTS[effect.reason]}`, ...remarks].join(" ");
  const { subject, subjectId, at, isTimed, arrival, standing } = effect;
  const moment = `${isTimed ? "as of" : "received"} ${momentText(at, "second")}`;
  const what = `${SUBJECTS[subject]} ${subjectId}: ${arrivalSays(arrival)} (${moment}).`;
  return [what, standingSays(standing), ...remarks].filter((sentence) => sentence !== "").join(" ");
}

function arrivalSays(arrival: ArrivalEffect): string {
  switch (arrival.kind) {
    case "changed": {
      const to = words(arrival.to);
      return arrival.from === null ? `first known as ${to}` : `${words(arrival.from)} → ${to}`;
    }
    case "confirmed":
      return `${words(arrival.state)}, confirmed`;
    case "updated":
      return `${words(arrival.state)}, unchanged; new: ${joinWords(arrival.details)}`;
    case "out_of_order":
      return `changed nothing on arrival, an event that overrules it had come before: ${words(arrival.state)}`;
    case "unchanged":
      return `changed nothing on arrival: ${words(arrival.state)}`;
    default:
      return arrival satisfies never;
  }
}

function standingSays(standing: EffectStanding): string {
  switch (standing.kind) {
    case "decides":
      return "It decides the state now.";
    case "superseded":
      return "Another event has taken its place.";
    case "undecidable":
      return "Whether it is the last word is not known: another event says otherwise and their order is unknown.";
    case "counted":
      return "";
    default:
      return standing satisfies never;
  }
}

function words(state: string): string {
  return state.replaceAll("_", " ");
}
