import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AttemptTabs } from "#components/deliveries/attempt-tabs.tsx";
import { DeliveryActions } from "#components/deliveries/delivery-actions.tsx";
import { DeliveryFacts } from "#components/deliveries/delivery-facts.tsx";
import { DeliverySituation } from "#components/deliveries/delivery-situation.tsx";
import { DeliveryState } from "#components/deliveries/delivery-state.tsx";
import { DeliveryTimeline } from "#components/deliveries/delivery-timeline.tsx";
import { LatencyTrend } from "#components/deliveries/latency-trend.tsx";
import { LiveRefresh } from "#components/layout/live-refresh.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { Section } from "#components/ui/section.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { getDelivery } from "#lib/queries/deliveries/get-delivery.ts";

export const metadata: Metadata = { title: "Delivery" };

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePageActor();
  const delivery = await getDelivery(actor, (await params).id);
  if (delivery === null) notFound();
  return (
    <PageBody kind="detail">
      <LiveRefresh kind="delivery" field="id" value={delivery.id} />
      <PageHeading
        title={`${delivery.eventType || "Event without a type"} to ${delivery.destination}`}
        badges={<DeliveryState status={delivery.status} nextAttemptAt={delivery.nextAttemptAt} />}
        subtitle={<IdChip id={delivery.id} full />}
        actions={<DeliveryActions delivery={delivery} canWrite={actor.can("delivery:write")} />}
      />
      <DeliverySituation delivery={delivery} />
      <DeliveryFacts delivery={delivery} />
      <Section title="Life cycle">
        <DeliveryTimeline delivery={delivery} />
      </Section>
      <Section title="Attempts">
        <div className="flex flex-col gap-4">
          <LatencyTrend attempts={delivery.attempts} />
          <AttemptTabs attempts={delivery.attempts} canSeeResponses={actor.can("delivery:write")} />
        </div>
      </Section>
    </PageBody>
  );
}
