import type { Metadata } from "next";
import { DestinationList } from "#components/destinations/destination-list.tsx";
import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { listDestinations } from "#lib/queries/destinations/list-destinations.ts";

export const metadata: Metadata = { title: "Destinations" };

export default async function DestinationsPage() {
  const actor = await requirePageActor();
  const { data } = await listDestinations(actor);
  return (
    <PageBody kind="list">
      <AutoRefresh />
      <DestinationList destinations={data} canWrite={actor.can("destination:write")} />
    </PageBody>
  );
}
