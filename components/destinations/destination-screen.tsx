import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { href } from "#components/layout/href.ts";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { RoleNotice } from "#components/layout/role-notice.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Section } from "#components/ui/section.tsx";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";
import { AllowedAddresses } from "./allowed-addresses.tsx";
import { AttemptsChart } from "./attempts-chart.tsx";
import { DestinationActions, type DestinationRights } from "./destination-actions.tsx";
import { DestinationAddress } from "./destination-address.tsx";
import { DestinationFacts } from "./destination-facts.tsx";
import { DestinationNotices } from "./destination-notices.tsx";
import { DestinationState } from "./destination-state.tsx";
import { DestinationStats } from "./destination-stats.tsx";
import { RecentDeliveries } from "./recent-deliveries.tsx";
import { SigningSecrets } from "./signing-secrets.tsx";
import type { TestChoices } from "./test-dialog.tsx";
import { VerifyHelp } from "./verify-help.tsx";

interface Props {
  destination: DestinationDetail;
  rights: DestinationRights;
  tests: TestChoices;
  /** What the deployment lets destinations use beside public addresses. */
  allowed: readonly string[];
}

/** One destination: how it does, what it got, how it is set up, and what can be done with it. */
export function DestinationScreen({ destination, rights, tests, allowed }: Props) {
  return (
    <PageBody kind="detail">
      <AutoRefresh />
      <PageHeading
        title={destination.name}
        badges={<DestinationState health={destination.health} />}
        subtitle={<DestinationAddress url={destination.url} />}
        actions={<DestinationActions destination={destination} rights={rights} tests={tests} />}
      />
      {rights.canWrite ? null : <RoleNotice>{roleText(rights)}</RoleNotice>}
      <DestinationNotices destination={destination} rights={rights} />
      <DestinationStats destination={destination} />
      <Section title="Attempts, last 24 hours">
        <AttemptsChart hours={destination.hours} />
      </Section>
      {destination.recent === null ? null : (
        <Section title="What it received lately" aside={<AllDeliveries id={destination.id} />}>
          <RecentDeliveries deliveries={destination.recent} />
        </Section>
      )}
      <Section title="Settings">
        <DestinationFacts destination={destination} />
      </Section>
      <Section title="Signing secrets">
        <SigningSecrets destination={destination} canWrite={rights.canWrite} />
      </Section>
      <Section title="Verify at the receiver">
        <VerifyHelp />
      </Section>
      <Section title="Addresses that may be called">
        <AllowedAddresses entries={allowed} />
      </Section>
    </PageBody>
  );
}

function AllDeliveries({ id }: { id: string }) {
  return (
    <LinkButton size="sm" href={href.deliveries({ destinationId: id })}>
      All deliveries
    </LinkButton>
  );
}

function roleText({ canPause }: DestinationRights): string {
  if (canPause) return "Your role may test and pause this destination. Only an admin changes its settings.";
  return "Your role may look at this destination. An operator pauses and tests it, an admin changes it.";
}
