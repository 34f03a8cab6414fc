import type { Metadata } from "next";
import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { OutageList } from "#components/outages/outage-list.tsx";
import { SpoolPanel } from "#components/outages/spool-panel.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { listOutages } from "#lib/queries/overview/list-outages.ts";
import { getSpool } from "#lib/queries/spool/get-spool.ts";

export const metadata: Metadata = { title: "Outages" };

export default async function OutagesPage() {
  const actor = await requirePageActor("state:read");
  const now = new Date();
  const [page, spool] = await Promise.all([listOutages(actor, now), getSpool(actor, now)]);
  return (
    <PageBody kind="form">
      <AutoRefresh />
      <SpoolPanel doors={spool.doors} />
      <section aria-labelledby="gaps" className="flex flex-col gap-2">
        <h2 id="gaps" className="text-md">
          Gaps
        </h2>
        <p className="text-faint">
          Gaps of more than 30 seconds in our own heartbeat within the last 30 days. A door that cannot reach the
          database keeps what comes on its disk. What a provider sent while no door was up is lost here once its retries
          end, and neither provider sends it again: check these businesses with the provider.
        </p>
      </section>
      <OutageList page={page} />
    </PageBody>
  );
}
