import { Badge } from "#components/ui/badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { EVENT_FLAGS, type EventFlag } from "#lib/domain/event-flag.ts";

/** Quiet ones are usual; a list leaves them to the page of the event. */
export const FLAG_TONES = {
  id_conflict: "bad",
  unparsed: "bad",
  unknown_type: "warn",
  env_mismatch: "warn",
  id_mismatch: "warn",
  duplicate_keys: "warn",
  unsafe_integer: "warn",
  lone_surrogate: "warn",
  nul: "warn",
  proto_key: "warn",
  future_time: "warn",
  late: "warn",
  no_time: "quiet",
  probable_retry: "quiet",
  signature_form: "quiet",
  first_seen_business: "accent",
  simulated: "held",
  test: "held",
} satisfies Record<EventFlag, Tone>;

/** "id_conflict" as "id conflict". */
export function flagLabel(flag: EventFlag): string {
  return flag.replaceAll("_", " ");
}

export function EventFlags({ flags }: { flags: readonly EventFlag[] }) {
  return flags.map((flag) => (
    <Badge key={flag} tone={FLAG_TONES[flag]} title={EVENT_FLAGS[flag]}>
      {flagLabel(flag)}
    </Badge>
  ));
}
