import { CircleDashed } from "lucide-react";
import { DELIVERY_LOOKS } from "#components/deliveries/delivery-looks.ts";
import { Status } from "#components/ui/status.tsx";
import type { DeliveryCounts, DeliveryStatus } from "#lib/domain/delivery-status.ts";

/** What an operator must know first comes first. */
const BY_URGENCY: readonly DeliveryStatus[] = [
  "dead_lettered",
  "retry_scheduled",
  "held",
  "in_progress",
  "pending",
  "discarded",
  "canceled",
];

const WORDS = {
  dead_lettered: "dead-lettered",
  retry_scheduled: "retrying",
  held: "held",
  in_progress: "sending",
  pending: "pending",
  discarded: "discarded",
  canceled: "canceled",
  succeeded: "sent",
} satisfies Record<DeliveryStatus, string>;

/** An event's deliveries in one phrase: "2 of 2", "1 retrying of 2". */
export function DeliverySummary({ counts }: { counts: DeliveryCounts }) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return <Status look={{ tone: "quiet", icon: CircleDashed, label: "No delivery" }} variant="plain" />;
  }
  const worst = BY_URGENCY.find((status) => (counts[status] ?? 0) > 0) ?? "succeeded";
  const count = counts[worst] ?? 0;
  const text = worst === "succeeded" ? `${count} of ${total} sent` : `${count} of ${total} ${WORDS[worst]}`;
  return (
    <Status look={DELIVERY_LOOKS[worst]} variant="plain">
      {text}
    </Status>
  );
}
