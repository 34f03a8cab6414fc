import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageBody } from "#components/layout/page-body.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { UserScreen } from "#components/users/user-screen.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { pathId } from "#lib/domain/path-id.ts";
import { getUser } from "#lib/queries/state/get-user.ts";
import { readWithTimeline } from "#lib/queries/state/read-with-timeline.ts";

export const metadata: Metadata = { title: "User" };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function UserPage({ params, searchParams }: Props) {
  const actor = await requirePageActor("state:read");
  const id = pathId((await params).id);
  const given = toUrlParams(await searchParams);
  const read = await readWithTimeline(actor, "user", given, (query) => getUser(actor, id, query));
  if (read.kind === "refused") {
    return (
      <PageBody kind="detail">
        <ListProblem problem={read} />
      </PageBody>
    );
  }
  if (read.value === null) notFound();
  const { subject, ...shown } = read.value;
  return <UserScreen user={subject} {...shown} canObserve={actor.can("work:write")} />;
}
