import type { EventEffectAnswer } from "./api/event-effect.ts";
import type { ArrivalEffect, EffectStanding, EventEffect } from "./state/event-effect.ts";
import type { Notice } from "./state/notice.ts";
import { effectSays } from "./state/says/effect-says.ts";

/** What an event did, in the shape of the API; `decidedBy` are the events that decide its register now. */
export function answerEffect(
  effect: EventEffect,
  given: { projection: EventEffectAnswer["projection"]; notice: Notice; decidedBy: readonly string[] },
): EventEffectAnswer {
  const answer = { projection: given.projection, says: effectSays(effect), parkedError: null };
  if (effect.kind === "none") return { ...answer, state: null, remarks: [...effect.remarks] };
  const { businessId, userId, resource } = given.notice;
  return {
    ...answer,
    state: {
      subject: effect.subject,
      subjectId: effect.subjectId,
      businessId,
      userId,
      resource,
      at: effect.at,
      arrival: arrivalAnswer(effect.arrival),
      standing: standingAnswer(effect.standing),
      decidedBy: [...given.decidedBy],
    },
    remarks: [...effect.remarks],
  };
}

type StateAnswer = NonNullable<EventEffectAnswer["state"]>;

function arrivalAnswer(arrival: ArrivalEffect): StateAnswer["arrival"] {
  const nothing = { from: null, details: [], decidedBy: null };
  switch (arrival.kind) {
    case "changed":
      return { ...nothing, kind: arrival.kind, from: arrival.from, to: arrival.to };
    case "updated":
      return { ...nothing, kind: arrival.kind, from: arrival.state, to: arrival.state, details: [...arrival.details] };
    case "out_of_order":
      return { ...nothing, kind: arrival.kind, from: arrival.state, to: arrival.state, decidedBy: arrival.decidedBy };
    case "confirmed":
    case "unchanged":
      return { ...nothing, kind: arrival.kind, from: arrival.state, to: arrival.state };
    default:
      return arrival satisfies never;
  }
}

function standingAnswer(standing: EffectStanding): StateAnswer["standing"] {
  return { kind: standing.kind, by: standing.kind === "superseded" ? standing.by : null };
}
