import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReplayScreen } from "#components/replays/replay-screen.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { DEFAULT_LIMIT } from "#lib/domain/api/page.ts";
import { listDeliveries } from "#lib/queries/deliveries/list-deliveries.ts";
import { listDestinationOptions } from "#lib/queries/destinations/list-destination-options.ts";
import { getReplay } from "#lib/queries/replays/get-replay.ts";
import { listSourceOptions } from "#lib/queries/sources/list-source-options.ts";

export const metadata: Metadata = { title: "Replay" };

export default async function ReplayPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePageActor("replay:read");
  const replay = await getReplay(actor, (await params).id);
  if (replay === null) notFound();
  const [{ data: deliveries }, destinations, sources] = await Promise.all([
    listDeliveries(actor, { replayId: replay.id, limit: DEFAULT_LIMIT }),
    listDestinationOptions(actor),
    listSourceOptions(actor),
  ]);
  const names = Object.fromEntries([...sources, ...destinations].map(({ value, label }) => [value, label]));
  return <ReplayScreen replay={replay} names={names} deliveries={deliveries} />;
}
