import { ArrowRight } from "lucide-react";
import { resourceWord } from "#components/resources/resource-words.ts";
import { StateChip } from "#components/state/state-chip.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import type { EventDetail } from "#lib/domain/api/events.ts";

type StateEffect = NonNullable<EventDetail["effect"]["state"]>;

/** "Connection lni_1: connected → expired"; where the state stayed, what it is. */
export function EffectChange({ state }: { state: StateEffect }) {
  const { subject, subjectId, arrival } = state;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="font-medium text-strong">{nameOf(state)}</span>
      <IdChip id={subjectId} />
      {arrival.kind === "changed" ? (
        <>
          {arrival.from === null ? (
            <span className="text-faint">not known</span>
          ) : (
            <StateChip subject={subject} state={arrival.from} />
          )}
          <ArrowRight size={14} className="text-faint" aria-label="became" />
          <StateChip subject={subject} state={arrival.to} />
        </>
      ) : (
        <>
          <StateChip subject={subject} state={arrival.to} />
          <span className="text-faint">{STAYED[arrival.kind]}</span>
        </>
      )}
    </div>
  );
}

const STAYED = {
  confirmed: "said again",
  updated: "stayed; something beside it moved",
  out_of_order: "stayed: out of order",
  unchanged: "stayed: nothing new",
} satisfies Record<Exclude<StateEffect["arrival"]["kind"], "changed">, string>;

function nameOf({ subject, resource }: StateEffect): string {
  switch (subject) {
    case "business":
      return "Business";
    case "connection":
      return "Connection";
    case "task_list":
      return "Task list of";
    case "resource": {
      const word = resourceWord(resource ?? "resource");
      return word.charAt(0).toUpperCase() + word.slice(1);
    }
    default:
      return subject satisfies never;
  }
}
