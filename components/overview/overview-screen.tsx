"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import { EnvironmentFilter } from "#components/filters/environment-filter.tsx";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { PageBody } from "#components/layout/page-body.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Overview } from "#lib/domain/api/overview.ts";
import { DestinationHealth } from "./destination-health.tsx";
import { HoursChart } from "./hours-chart.tsx";
import { NeedsPersonList } from "./needs-person-list.tsx";
import { ProcessList } from "./process-list.tsx";
import { SourceHealth } from "./source-health.tsx";
import { UnroutedLine } from "./unrouted-line.tsx";
import { Verdict } from "./verdict.tsx";

interface Props {
  overview: Overview;
  /** What to do in a new installation; null once something has arrived. */
  firstSteps: ReactNode;
}

/** Whether the integrations are healthy: in words first, then in numbers. */
export function OverviewScreen({ overview, firstSteps }: Props) {
  const filters = useUrlFilters();
  const { needsPerson, hours, sources, destinations, processes } = overview;
  return (
    <PageBody kind="detail">
      <Verdict
        overview={overview}
        note={firstSteps ? null : <UnroutedLine sources={sources} environment={filters.get("environment")} />}
        action={<EnvironmentFilter filters={filters} />}
      />
      {firstSteps}
      {firstSteps && needsPerson.length === 0 ? null : (
        <Section title="Needs a person" aside={<More href="/work" label="Work queue" />}>
          <NeedsPersonList items={needsPerson} />
        </Section>
      )}
      {firstSteps ? null : (
        <Section title="Requests by hour">
          <HoursChart hours={hours} />
        </Section>
      )}
      <Section title="Sources" aside={<More href="/sources" label="All sources" />}>
        <Cards empty="No source has this environment.">
          {sources.map((source) => (
            <SourceHealth key={source.slug} source={source} />
          ))}
        </Cards>
      </Section>
      <Section title="Destinations" aside={<More href="/destinations" label="All destinations" />}>
        <Cards empty="No destination yet: events are kept and go nowhere.">
          {destinations.map((destination) => (
            <DestinationHealth key={destination.id} destination={destination} />
          ))}
        </Cards>
      </Section>
      <Section title="Processes">
        <ProcessList processes={processes} />
      </Section>
    </PageBody>
  );
}

function Cards({ empty, children }: { empty: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return <p className="text-faint">{empty}</p>;
  return <div className="grid gap-3 xl:grid-cols-2">{children}</div>;
}

function More({ href, label }: { href: string; label: string }) {
  return (
    <LinkButton size="sm" tone="ghost" href={href as Route}>
      {label}
    </LinkButton>
  );
}
