import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventDeliveries } from "#components/events/event-deliveries.tsx";
import { EventEffect } from "#components/events/event-effect.tsx";
import { EventFacts } from "#components/events/event-facts.tsx";
import { EventFlags } from "#components/events/event-flags.tsx";
import { EventPayload } from "#components/events/event-payload.tsx";
import { EventTabs } from "#components/events/event-tabs.tsx";
import { EventTimeline } from "#components/events/event-timeline.tsx";
import { LiveRefresh } from "#components/layout/live-refresh.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { OfferReplay } from "#components/replays/offer-replay.tsx";
import { ReplayButton } from "#components/replays/replay-button.tsx";
import type { ReplayScope } from "#components/replays/replay-scope.ts";
import { IdChip } from "#components/ui/id-chip.tsx";
import { Section } from "#components/ui/section.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { getEvent } from "#lib/queries/events/get-event.ts";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePageActor();
  const event = await getEvent(actor, (await params).id);
  if (event === null) notFound();
  const type = event.type || "Event without a type";
  const scope: ReplayScope = { events: { kind: "chosen", ids: [event.id] }, eventType: type };
  return (
    <PageBody kind="detail">
      <OfferReplay scope={scope} />
      {event.effect.projection === "pending" ? <LiveRefresh kind="state" field="kind" value="state" /> : null}
      <LiveRefresh kind="delivery" field="eventId" value={event.id} />
      <PageHeading
        title={type}
        badges={<EventFlags flags={event.flags} />}
        subtitle={<IdChip id={event.id} full />}
        actions={<ReplayButton tone="primary" scope={scope} />}
      />
      <Section title="What it did">
        <EventEffect effect={event.effect} source={event.source} />
      </Section>
      <EventFacts event={event} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="order-last flex min-w-0 flex-col gap-6 lg:order-first">
          <Section title="Payload">
            <EventPayload eventId={event.id} text={event.payloadText} problem={event.payloadProblem} />
          </Section>
          <Section title="How it arrived">
            <EventTabs event={event} />
          </Section>
        </div>
        <Section title="Timeline">
          <EventTimeline entries={event.timeline} />
        </Section>
      </div>
      <EventDeliveries event={event} canRedeliver={actor.can("delivery:write")} />
    </PageBody>
  );
}
