import { AlarmClock, StickyNote } from "lucide-react";
import { ObservationNote } from "#components/observations/observation-note.tsx";
import { formatUtc } from "#components/ui/format-time.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";

/** What operators wrote beside an item: note, snooze, and what they saw at the provider. */
export function WorkAnnotations({ item: { annotation, observation } }: { item: WorkItem }) {
  const { note, hasChangedSinceNote, notedBy, isSnoozed, snoozedUntil } = annotation;
  if (note === null && !isSnoozed && observation === null) return null;
  return (
    <div className="mt-1 flex flex-col gap-0.5">
      {note === null ? null : (
        <p className="flex min-w-0 items-start gap-1.5">
          <StickyNote size={14} aria-hidden className="mt-0.5 shrink-0 text-faint" />
          <span className="min-w-0 whitespace-pre-line break-words">
            {note} <span className="text-faint">— {notedBy}</span>
            {hasChangedSinceNote ? <span className="text-warn"> Changed since this note.</span> : null}
          </span>
        </p>
      )}
      {isSnoozed ? (
        <p className="flex items-start gap-1.5 text-faint">
          <AlarmClock size={14} aria-hidden className="mt-0.5 shrink-0" />
          {snoozedUntil === null ? (
            "Snoozed until it changes"
          ) : (
            <span>
              Snoozed until <time dateTime={snoozedUntil}>{formatUtc(snoozedUntil).slice(0, 16)} UTC</time>, or until it
              changes
            </span>
          )}
        </p>
      ) : null}
      {observation === null ? null : <ObservationNote observation={observation} />}
    </div>
  );
}
