import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { href } from "#components/layout/href.ts";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { AcceptRequestButton } from "#components/requests/accept-request-button.tsx";
import { RequestBody } from "#components/requests/request-body.tsx";
import { RequestFacts } from "#components/requests/request-facts.tsx";
import { RequestNotice } from "#components/requests/request-notice.tsx";
import { RequestOutcome } from "#components/requests/request-outcome.tsx";
import { HeaderList } from "#components/ui/header-list.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Section } from "#components/ui/section.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { getRequest } from "#lib/queries/requests/get-request.ts";

export const metadata: Metadata = { title: "Request" };

export default async function RequestPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePageActor();
  const request = await getRequest(actor, (await params).id);
  if (request === null) notFound();
  const { eventId, canReverify } = request;
  return (
    <PageBody kind="detail">
      <PageHeading
        title={`Request to ${request.sourceName ?? request.source}`}
        badges={<RequestOutcome request={request} />}
        subtitle={<IdChip id={request.id} full />}
        actions={
          <>
            {eventId === null ? null : <LinkButton href={href.event(eventId)}>Show the event</LinkButton>}
            {canReverify ? <AcceptRequestButton request={request} canAccept={actor.can("request:accept")} /> : null}
          </>
        }
      />
      <RequestNotice request={request} />
      <RequestFacts request={request} />
      <Section title="Headers">
        {request.headers === null ? (
          <p className="text-faint">Kept with the event, not with the request.</p>
        ) : (
          <HeaderList label="Request headers" headers={request.headers} />
        )}
      </Section>
      <Section title="Body">
        <RequestBody request={request} />
      </Section>
    </PageBody>
  );
}
