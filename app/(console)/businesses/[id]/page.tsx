import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { BusinessScreen } from "#components/businesses/business-screen.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { pathId } from "#lib/domain/path-id.ts";
import { getBusiness } from "#lib/queries/state/get-business.ts";
import { readWithTimeline } from "#lib/queries/state/read-with-timeline.ts";

export const metadata: Metadata = { title: "Business" };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function BusinessPage({ params, searchParams }: Props) {
  const actor = await requirePageActor("state:read");
  const id = pathId((await params).id);
  const given = toUrlParams(await searchParams);
  const read = await readWithTimeline(actor, "business", given, (query) => getBusiness(actor, id, query));
  if (read.kind === "refused") {
    return (
      <PageBody kind="detail">
        <ListProblem problem={read} />
      </PageBody>
    );
  }
  if (read.value === null) notFound();
  const { subject, ...shown } = read.value;
  // Found by an external id: its own address is the one to keep.
  if (subject.id !== id) redirect(ownAddress(subject, given));
  return <BusinessScreen business={subject} {...shown} canObserve={actor.can("work:write")} />;
}

function ownAddress({ id, source }: { id: string; source: string }, given: URLSearchParams): Route {
  const params = new URLSearchParams(given);
  params.set("source", source);
  return `/businesses/${encodeURIComponent(id)}?${params}` as Route;
}
