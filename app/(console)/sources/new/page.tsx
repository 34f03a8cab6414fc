import type { Metadata, Route } from "next";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { RoleNotice } from "#components/layout/role-notice.tsx";
import { NewSource } from "#components/sources/new-source.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";

export const metadata: Metadata = { title: "Add a source" };

export default async function NewSourcePage() {
  const actor = await requirePageActor();
  return (
    <PageBody kind="form">
      <PageHeading title="Add a source" subtitle="A provider endpoint: an address that a provider posts to." />
      {actor.can("source:write") ? (
        <NewSource />
      ) : (
        <RoleNotice back={{ href: "/sources" as Route, label: "All sources" }}>
          Only an admin can add a source.
        </RoleNotice>
      )}
    </PageBody>
  );
}
