import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DestinationScreen } from "#components/destinations/destination-screen.tsx";
import { EditDestination } from "#components/destinations/edit-destination.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import type { SearchParams } from "#lib/domain/page-params.ts";
import { getDestination } from "#lib/queries/destinations/get-destination.ts";
import { listEventTypes } from "#lib/queries/events/list-event-types.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";

export const metadata: Metadata = { title: "Destination" };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function DestinationPage({ params, searchParams }: Props) {
  const actor = await requirePageActor();
  const destination = await getDestination(actor, (await params).id);
  if (destination === null) notFound();
  const knownTypes = await listEventTypes(actor);
  const canWrite = actor.can("destination:write");
  if (canWrite && (await searchParams).edit !== undefined) {
    const choices = { knownTypes, sources: await listSourceOptions(actor) };
    return (
      <PageBody kind="form">
        <PageHeading title={`Edit ${destination.name}`} />
        <EditDestination destination={destination} choices={choices} />
      </PageBody>
    );
  }
  const rights = { canWrite, canPause: actor.can("destination:pause"), canTest: actor.can("destination:test") };
  return <DestinationScreen destination={destination} knownTypes={knownTypes} rights={rights} />;
}
