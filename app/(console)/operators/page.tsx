import type { Metadata } from "next";
import { PageBody } from "#components/layout/page-body.tsx";
import { OperatorsPanel } from "#components/operators/operators-panel.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { operatorQuery } from "#lib/domain/api/operators.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { listOperators } from "#lib/queries/access/list-operators.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

export const metadata: Metadata = { title: "Operators" };

export default async function OperatorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("operator:read");
  const parsed = parseQuery(operatorQuery, toUrlParams(await searchParams));
  const read = await readForPage(parsed, (query) => listOperators(actor, query));
  return (
    <PageBody kind="list">
      {read.kind === "ok" ? (
        <OperatorsPanel page={read.value} ownId={actor.id} canChange={actor.can("operator:write")} />
      ) : (
        <ListProblem problem={read} />
      )}
    </PageBody>
  );
}
