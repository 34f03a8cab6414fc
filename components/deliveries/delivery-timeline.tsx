import { Badge } from "#components/ui/badge.tsx";
import { Timeline, type TimelineItem } from "#components/ui/timeline.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { DeliveryDetail } from "#lib/domain/api/deliveries.ts";
import { type DeliveryStep, deliverySteps } from "#lib/domain/delivery-steps.ts";

const TONE = {
  neutral: "quiet",
  ok: "ok",
  warn: "warn",
  bad: "bad",
  held: "held",
  accent: "accent",
} satisfies Record<DeliveryStep["tone"], Tone>;

/** The life of a delivery, what is next included. */
export function DeliveryTimeline({ delivery }: { delivery: DeliveryDetail }) {
  return <Timeline label="The life of this delivery" items={deliverySteps(delivery).map(toItem)} />;
}

function toItem({ id, at, tone, title, detail, place }: DeliveryStep): TimelineItem {
  return {
    id,
    at,
    tone: TONE[tone],
    hollow: place !== "past",
    title: <Title title={title} place={place} />,
    detail,
  };
}

function Title({ title, place }: Pick<DeliveryStep, "title" | "place">) {
  if (place === "later") return <span className="text-faint">{title}</span>;
  if (place === "past") return title;
  return (
    <span className="inline-flex flex-wrap items-center gap-2 font-medium">
      {title} <Badge tone="accent">next</Badge>
    </span>
  );
}
