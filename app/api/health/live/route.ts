export const dynamic = "force-dynamic";

export function GET(): Response {
  return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
}
