import { consoleReadiness } from "#lib/queries/overview/console-readiness.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { isReady, checks } = await consoleReadiness();
  return Response.json({ checks }, { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } });
}
