import type { Metadata } from "next";
import { ApiKeysPanel } from "#components/api-keys/api-keys-panel.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { apiKeyQuery } from "#lib/domain/api/api-keys.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { listApiKeys } from "#lib/queries/access/list-api-keys.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("api-key:read");
  const parsed = parseQuery(apiKeyQuery, toUrlParams(await searchParams));
  const read = await readForPage(parsed, (query) => listApiKeys(actor, query));
  return (
    <PageBody kind="list">
      {read.kind === "ok" ? (
        <ApiKeysPanel page={read.value} canChange={actor.can("api-key:write")} />
      ) : (
        <ListProblem problem={read} />
      )}
    </PageBody>
  );
}
