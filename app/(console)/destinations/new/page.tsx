import type { Metadata, Route } from "next";
import { NewDestination } from "#components/destinations/new-destination.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { RoleNotice } from "#components/layout/role-notice.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { countEventTypes } from "#lib/queries/events/count-event-types.ts";
import { listEventTypes } from "#lib/queries/events/list-event-types.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";

export const metadata: Metadata = { title: "Add a destination" };

export default async function NewDestinationPage() {
  const actor = await requirePageActor();
  const [knownTypes, sources, lately] = await Promise.all([
    listEventTypes(actor),
    listSourceOptions(actor),
    countEventTypes(actor),
  ]);
  return (
    <PageBody kind="form">
      <PageHeading title="Add a destination" subtitle="A system of yours that gets events, signed and retried." />
      {actor.can("destination:write") ? (
        <NewDestination choices={{ knownTypes, sources, lately }} />
      ) : (
        <RoleNotice back={{ href: "/destinations" as Route, label: "All destinations" }}>
          Only an admin can add a destination.
        </RoleNotice>
      )}
    </PageBody>
  );
}
