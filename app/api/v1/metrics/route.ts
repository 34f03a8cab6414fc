import { withActor } from "#lib/auth/with-actor.ts";
import { PROMETHEUS_MEDIA_TYPE } from "#lib/domain/prometheus-text.ts";
import { getMetrics } from "#lib/queries/metrics/get-metrics.ts";

export const GET = withActor(
  "metrics:read",
  async (actor) =>
    new Response(await getMetrics(actor, new Date()), {
      headers: {
        "content-type": PROMETHEUS_MEDIA_TYPE,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    }),
);
