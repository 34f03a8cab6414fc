import { DeliveriesTable } from "#components/deliveries/deliveries-table.tsx";
import { href } from "#components/layout/href.ts";
import { LiveRefresh } from "#components/layout/live-refresh.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { PollRefresh } from "#components/layout/poll-refresh.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Section } from "#components/ui/section.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { isOver } from "./progress-words.ts";
import { RemainderNotice } from "./remainder-notice.tsx";
import { ReplayActions } from "./replay-actions.tsx";
import { ReplayFacts } from "./replay-facts.tsx";
import { replayName } from "./replay-name.ts";
import { ReplayProgress } from "./replay-progress.tsx";
import { ReplayState } from "./replay-state.tsx";
import { ReplayTargetsTable } from "./replay-targets-table.tsx";

interface Props {
  replay: ReplayDetail;
  /** Names of the ids that stand in its filter. */
  names: Readonly<Record<string, string>>;
  /** The newest of them. */
  deliveries: readonly DeliveryRow[];
}

const POLL_MS = 3_000;

/** One replay: how far it is, where it waits, what failed, and what can be done about it. */
export function ReplayScreen({ replay, names, deliveries }: Props) {
  return (
    <PageBody kind="detail">
      <LiveRefresh kind="replay" field="id" value={replay.id} />
      <LiveRefresh kind="delivery" field="replayId" value={replay.id} />
      {isOver(replay) ? null : <PollRefresh everyMs={POLL_MS} />}
      <PageHeading
        title={replayName(replay)}
        badges={<ReplayState replay={replay} />}
        subtitle={<IdChip id={replay.id} full />}
        actions={<ReplayActions replay={replay} />}
      />
      <ReplayProgress replay={replay} />
      <RemainderNotice replay={replay} />
      <Section title="Destinations">
        <ReplayTargetsTable targets={replay.targets} />
      </Section>
      <Section title="What was asked for">
        <ReplayFacts replay={replay} names={names} />
      </Section>
      <Section title="Deliveries" aside={<AllDeliveries replay={replay} shown={deliveries.length} />}>
        {deliveries.length === 0 ? (
          <p className="text-faint">None was made yet.</p>
        ) : (
          <DeliveriesTable deliveries={deliveries} within="replay" />
        )}
      </Section>
    </PageBody>
  );
}

function AllDeliveries({ replay, shown }: { replay: ReplayDetail; shown: number }) {
  const made = replay.total - replay.untouched;
  if (made <= shown) return null;
  return (
    <LinkButton size="sm" href={href.deliveries({ replayId: replay.id })}>
      Show all {made.toLocaleString("en-GB")}
    </LinkButton>
  );
}
