import { IdChip } from "#components/ui/id-chip.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { plural } from "#components/ui/plural.ts";
import type { EventDetail } from "#lib/domain/api/events.ts";

/** Which text matched; "raw" and "python" are how the receiver names them. */
const VIA: Readonly<Record<string, string>> = {
  raw: "the bytes exactly as received",
  python: "the body as Python's json.dumps writes it",
};

const SCHEME: Readonly<Record<string, string>> = {
  "rsa-sha256": "RSA, SHA-256",
  "hmac-sha256": "HMAC, SHA-256",
};

/** Why this event is believed to come from the provider. */
export function EventEvidence({ event }: { event: Pick<EventDetail, "verification" | "door" | "bodySize"> }) {
  const { scheme, via, key } = event.verification;
  return (
    <KeyValueList
      items={[
        { label: "Signature", value: SCHEME[scheme] ?? scheme },
        { label: "Signed text", value: VIA[via] ?? via },
        { label: "Key or secret", value: <IdChip id={key} full /> },
        { label: "Received at", value: `the ${event.door} door` },
        { label: "Body", value: event.bodySize === null ? "not kept" : plural(event.bodySize, "byte") },
      ]}
    />
  );
}
