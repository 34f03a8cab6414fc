import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AttemptList } from "#components/deliveries/attempt-list.tsx";
import { DeliveryActions } from "#components/deliveries/delivery-actions.tsx";
import { DeliveryFacts } from "#components/deliveries/delivery-facts.tsx";
import { DeliveryState } from "#components/deliveries/delivery-state.tsx";
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
      <p className="text-strong">{delivery.explanation}</p>
      <DeliveryFacts delivery={delivery} />
      <Section title="Attempts">
        <AttemptList attempts={delivery.attempts} />
      </Section>
    </PageBody>
  );
}
