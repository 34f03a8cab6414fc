import type { Metadata } from "next";
import { PageBody } from "#components/layout/page-body.tsx";
import { OutageList } from "#components/outages/outage-list.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { listOutages } from "#lib/queries/overview/list-outages.ts";

export const metadata: Metadata = { title: "Outages" };

export default async function OutagesPage() {
  const actor = await requirePageActor("state:read");
  const page = await listOutages(actor, new Date());
  return (
    <PageBody kind="form">
      <p className="text-faint">
        Gaps of more than 30 seconds in our own heartbeat within the last 30 days. What a provider sent while no door
        was up is lost here once its retries end, and neither provider sends it again: check these businesses with the
        provider.
      </p>
      <OutageList page={page} />
    </PageBody>
  );
}
