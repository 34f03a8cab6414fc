import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeliveriesTable } from "#components/deliveries/deliveries-table.tsx";
import { href } from "#components/layout/href.ts";
import { LiveRefresh } from "#components/layout/live-refresh.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { replayName } from "#components/replays/replay-name.ts";
import { ReplayProgress } from "#components/replays/replay-progress.tsx";
import { ReplayState } from "#components/replays/replay-state.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Section } from "#components/ui/section.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { DEFAULT_LIMIT } from "#lib/domain/api/page.ts";
import { listDeliveries } from "#lib/queries/deliveries/list-deliveries.ts";
import { getReplay } from "#lib/queries/replays/get-replay.ts";

export const metadata: Metadata = { title: "Replay" };

export default async function ReplayPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePageActor("replay:read");
  const replay = await getReplay(actor, (await params).id);
  if (replay === null) notFound();
  const { data: deliveries } = await listDeliveries(actor, { replayId: replay.id, limit: DEFAULT_LIMIT });
  return (
    <PageBody kind="detail">
      <LiveRefresh kind="replay" field="id" value={replay.id} />
      <LiveRefresh kind="delivery" field="replayId" value={replay.id} />
      <PageHeading
        title={replayName(replay)}
        badges={<ReplayState replay={replay} />}
        subtitle={<IdChip id={replay.id} full />}
        actions={
          replay.failed > 0 ? (
            <LinkButton href={href.deliveries({ replayId: replay.id, status: "dead_lettered" })}>
              Show the failed ones
            </LinkButton>
          ) : null
        }
      />
      <ReplayProgress replay={replay} />
      <KeyValueList
        layout="grid"
        items={[
          { label: "Started", value: <ExactTime at={replay.createdAt} /> },
          { label: "Started by", value: replay.createdBy },
          { label: "Reason", value: replay.reason ?? <span className="text-faint">none given</span> },
        ]}
      />
      <Section
        title="Deliveries"
        aside={
          replay.total > deliveries.length ? (
            <LinkButton size="sm" href={href.deliveries({ replayId: replay.id })}>
              Show all {replay.total}
            </LinkButton>
          ) : null
        }
      >
        <DeliveriesTable deliveries={deliveries} />
      </Section>
    </PageBody>
  );
}
