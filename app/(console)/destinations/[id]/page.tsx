import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DestinationScreen } from "#components/destinations/destination-screen.tsx";
import { EditDestination } from "#components/destinations/edit-destination.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { allowedAddresses } from "#lib/auth/allowed-addresses.ts";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { listTestableTypes } from "#lib/commands/list-testable-types.ts";
import type { SearchParams } from "#lib/domain/page-params.ts";
import { getDestination } from "#lib/queries/destinations/get-destination.ts";
import { countEventTypes } from "#lib/queries/events/count-event-types.ts";
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
  const canWrite = actor.can("destination:write");
  if (canWrite && (await searchParams).edit !== undefined) {
    const [sources, lately] = await Promise.all([listSourceOptions(actor), countEventTypes(actor)]);
    const choices = { knownTypes: await listEventTypes(actor), sources, lately };
    return (
      <PageBody kind="form">
        <PageHeading title={`Edit ${destination.name}`} />
        <EditDestination destination={destination} choices={choices} />
      </PageBody>
    );
  }
  const rights = {
    canWrite,
    canPause: actor.can("destination:pause"),
    canTest: actor.can("destination:test"),
  };
  const tests = { types: listTestableTypes(actor), canUseEvents: actor.can("payload:read") };
  return <DestinationScreen destination={destination} rights={rights} tests={tests} allowed={allowedAddresses()} />;
}
