import { PageBody } from "#components/layout/page-body.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import { Section } from "#components/ui/section.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { ParkedEvent, Projection } from "#lib/domain/api/projection.ts";
import { CheckProgress } from "./check-progress.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { ParkedList } from "./parked-list.tsx";
import { ProjectionStats } from "./projection-stats.tsx";
import { RetryParkedButton } from "./retry-parked-button.tsx";

interface Props {
  projection: Projection;
  parked: Page<ParkedEvent>;
  canRetry: boolean;
}

/** How state follows from events: how far it is, what it stumbled over, and whether it is right. */
export function ProjectionScreen({ projection, parked, canRetry }: Props) {
  const { rulesVersion, currentRulesVersion, projectedCount, check } = projection;
  const retry = projection.parked > 0 ? <RetryParkedButton count={projection.parked} canRetry={canRetry} /> : null;
  return (
    <PageBody kind="detail">
      {rulesVersion < currentRulesVersion && projectedCount > 0 ? (
        <Notice tone="warn" title="State was computed by older rules; run rebuild.">
          <code className="mono">npm run cli -- rebuild --apply</code> computes all of it anew.
        </Notice>
      ) : null}
      <ProjectionStats projection={projection} />
      <Section title="Parked events" aside={retry}>
        <ParkedList events={parked.data} />
        {parked.nextCursor === null ? null : (
          <p className="mt-2 text-faint">
            The newest {plural(parked.data.length, "event")} of {projection.parked.toLocaleString("en-GB")} are shown.
          </p>
        )}
      </Section>
      <Section title="Check against the stored events">
        <CheckProgress check={check} />
        <DifferenceList differences={check.newest} total={check.differences} />
      </Section>
    </PageBody>
  );
}
