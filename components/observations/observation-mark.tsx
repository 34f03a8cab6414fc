import { Eye } from "lucide-react";
import { formatUtc } from "#components/ui/format-time.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";

/** Says beside a state that a person looked at the provider, and what they saw; nothing where nobody did. */
export function ObservationMark({ observation }: { observation: ObservationRow | null }) {
  if (observation === null) return null;
  const { says, note, checkedAt, createdBy } = observation;
  const text = `Checked at the provider ${formatUtc(checkedAt).slice(0, 16)} UTC by ${createdBy}: ${says}`;
  return (
    <span title={note === null ? text : `${text}. ${note}`} className="inline-flex shrink-0 align-middle text-faint">
      <Eye size={13} aria-hidden />
      <span className="sr-only">{text}</span>
    </span>
  );
}
