import type { ReactNode } from "react";
import { ObservationNote } from "#components/observations/observation-note.tsx";
import { ObserveButton } from "#components/observations/observe-button.tsx";
import type { ObservationRow, ObservedKind } from "#lib/domain/api/observations.ts";

interface Props {
  subjectKind: ObservedKind;
  source: string;
  subjectKey: readonly string[];
  /** What the events say in a word, to compare with. */
  stateNow: string;
  observation: ObservationRow | null;
  canObserve: boolean;
  /** Stands on the line of the button. */
  children?: ReactNode;
}

/** What an operator saw at the provider, beside what the events say; and the way to record it. */
export function Checked({ observation, canObserve, children, ...subject }: Props) {
  return (
    <>
      {observation === null ? null : (
        <div className="my-1 rounded-sm bg-quiet-soft px-2 py-1">
          <ObservationNote observation={observation} />
        </div>
      )}
      {children === undefined && !canObserve ? null : (
        <div className="flex flex-wrap items-end gap-x-3">
          <div className="min-w-0 flex-1 basis-40 self-center text-faint">{children}</div>
          {canObserve ? (
            <span className="-mr-2 ml-auto">
              <ObserveButton tone="ghost" {...subject} />
            </span>
          ) : null}
        </div>
      )}
    </>
  );
}
