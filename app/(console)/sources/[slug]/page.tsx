import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { EditSource } from "#components/sources/edit-source.tsx";
import { SourceScreen } from "#components/sources/source-screen.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import type { SearchParams } from "#lib/domain/page-params.ts";
import { getSource } from "#lib/queries/sources/get-source.ts";

export const metadata: Metadata = { title: "Source" };

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function SourcePage({ params, searchParams }: Props) {
  const actor = await requirePageActor();
  const source = await getSource(actor, (await params).slug);
  if (source === null) notFound();
  const rights = {
    canWrite: actor.can("source:write"),
    canToggle: actor.can("source:toggle"),
    canAccept: actor.can("request:accept"),
  };
  if (!rights.canWrite || (await searchParams).edit === undefined) {
    return <SourceScreen source={source} rights={rights} />;
  }
  return (
    <PageBody kind="form">
      <PageHeading
        title={`Edit ${source.name}`}
        subtitle="Secrets and shared headers are added and retired on its page."
      />
      <EditSource source={source} />
    </PageBody>
  );
}
