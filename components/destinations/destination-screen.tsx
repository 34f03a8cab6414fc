import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { href } from "#components/layout/href.ts";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { RoleNotice } from "#components/layout/role-notice.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";
import { AttemptsChart } from "./attempts-chart.tsx";
import { DestinationActions, type DestinationRights } from "./destination-actions.tsx";
import { DestinationFacts } from "./destination-facts.tsx";
import { DestinationState } from "./destination-state.tsx";
import { DestinationStats } from "./destination-stats.tsx";
import { SigningSecrets } from "./signing-secrets.tsx";

interface Props {
  destination: DestinationDetail;
  rights: DestinationRights;
  knownTypes: readonly string[];
}

/** One destination: how it does, how it is set up, and what can be done with it. */
export function DestinationScreen({ destination, rights, knownTypes }: Props) {
  return (
    <PageBody kind="detail">
      <AutoRefresh />
      <PageHeading
        title={destination.name}
        badges={<DestinationState health={destination.health} />}
        subtitle={<span className="mono break-all">{destination.url}</span>}
        actions={<DestinationActions destination={destination} rights={rights} knownTypes={knownTypes} />}
      />
      {rights.canWrite ? null : <RoleNotice>{roleText(rights)}</RoleNotice>}
      {destination.paused ? <PausedNotice destination={destination} /> : null}
      <DestinationStats destination={destination} />
      <Section
        title="Attempts, last 24 hours"
        aside={
          <LinkButton size="sm" href={href.deliveries({ destinationId: destination.id })}>
            All deliveries
          </LinkButton>
        }
      >
        <AttemptsChart hours={destination.hours} />
      </Section>
      <Section title="Settings">
        <DestinationFacts destination={destination} />
      </Section>
      <Section title="Signing secrets">
        <SigningSecrets secrets={destination.secrets} />
      </Section>
    </PageBody>
  );
}

function roleText({ canPause }: DestinationRights): string {
  if (canPause) return "Your role may test and pause this destination. Only an admin changes its settings.";
  return "Your role may look at this destination. An operator pauses and tests it, an admin changes it.";
}

function PausedNotice({ destination }: { destination: DestinationDetail }) {
  const { pausedAt, pausedBy, pausedReason } = destination;
  return (
    <Notice tone="held" title="Nothing is sent to this destination">
      Paused{pausedBy ? ` by ${pausedBy}` : ""} {pausedAt ? <TimeAgo at={pausedAt} /> : null}
      {pausedReason ? `: “${pausedReason}”` : ""}. Events still arrive; their deliveries wait and nothing is lost.
    </Notice>
  );
}
