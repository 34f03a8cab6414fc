import { Eye } from "lucide-react";
import { formatUtc } from "#components/ui/format-time.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";

/** What an operator saw at the provider, as a sentence; an outdated one says so. */
export function ObservationNote({ observation }: { observation: ObservationRow }) {
  const { says, note, checkedAt, createdBy, isOutdated } = observation;
  const at = formatUtc(checkedAt);
  return (
    <p className="flex min-w-0 items-start gap-1.5 text-pretty">
      <Eye size={14} aria-hidden className="mt-0.5 shrink-0 text-faint" />
      <span className="min-w-0 break-words">
        Checked at the provider{" "}
        <time dateTime={checkedAt} title={`${at} UTC`}>
          {at.slice(0, 16)} UTC
        </time>
        : <span className="font-medium text-strong">{says}</span> — {createdBy}
        {note === null ? "" : `, “${note}”`}
        {isOutdated ? <span className="text-faint"> (outdated: a newer event was received since)</span> : null}
      </span>
    </p>
  );
}
