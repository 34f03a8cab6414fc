import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventDeliveries } from "#components/events/event-deliveries.tsx";
import { EventEffect } from "#components/events/event-effect.tsx";
import { EventFacts } from "#components/events/event-facts.tsx";
import { EventFlags } from "#components/events/event-flags.tsx";
import { EventPayload } from "#components/events/event-payload.tsx";
import { EventTabs } from "#components/events/event-tabs.tsx";
import { EventTimeline } from "#components/events/event-timeline.tsx";
import { ReplayEventButton } from "#components/events/replay-event-button.tsx";
import { LiveRefresh } from "#components/layout/live-refresh.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { Section } from "#components/ui/section.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { getEvent } from "#lib/queries/events/get-event.ts";
import { listReplayChoices } from "#lib/queries/replays/list-replay-choices.ts";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePageActor();
  const event = await getEvent(actor, (await params).id);
  if (event === null) notFound();
  const targets = await listReplayChoices(actor, event);
  const type = event.type || "Event without a type";
  return (
    <PageBody kind="detail">
      {event.effect.projection === "pending" ? <LiveRefresh kind="state" field="kind" value="state" /> : null}
      <LiveRefresh kind="delivery" field="eventId" value={event.id} />
      <PageHeading
        title={type}
        badges={<EventFlags flags={event.flags} />}
        subtitle={<IdChip id={event.id} full />}
        actions={
          <ReplayEventButton
            eventId={event.id}
            eventType={type}
            targets={targets}
            canReplay={actor.can("replay:start")}
          />
        }
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
      <EventDeliveries deliveries={event.deliveries} notSent={event.notSent} />
    </PageBody>
  );
}
