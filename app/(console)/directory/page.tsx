import type { Metadata } from "next";
import { DirectorySection } from "#components/directory/directory-section.tsx";
import { LinkTemplatesSection } from "#components/directory/link-templates-section.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { directoryPageQuery } from "#lib/domain/api/directory.ts";
import { hasFilters, type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { listDirectory } from "#lib/queries/directory/list-directory.ts";
import { listLinkTemplates } from "#lib/queries/directory/list-link-templates.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

export const metadata: Metadata = { title: "Directory" };

export default async function DirectoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("state:read");
  const params = toUrlParams(await searchParams);
  const [read, templates] = await Promise.all([
    readForPage(parseQuery(directoryPageQuery, params), (query) => listDirectory(actor, query)),
    listLinkTemplates(actor),
  ]);
  const canChange = actor.can("directory:write");
  return (
    <PageBody kind="detail">
      <p className="max-w-prose text-normal">
        Names and links that operators give. They are shown as such beside the provider’s ids, and change no state.
      </p>
      {read.kind === "ok" ? (
        <DirectorySection page={read.value} isFiltered={hasFilters(params)} canChange={canChange} />
      ) : (
        <ListProblem problem={read} />
      )}
      <LinkTemplatesSection templates={templates.data} canChange={canChange} />
    </PageBody>
  );
}
