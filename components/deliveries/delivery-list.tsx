"use client";

import { Send } from "lucide-react";
import type { Route } from "next";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { LiveList } from "#components/table/live-list.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { DeliveriesTable } from "./deliveries-table.tsx";
import { DeliveryFilters } from "./delivery-filters.tsx";
import { ReplayThese } from "./replay-these.tsx";

interface Props {
  page: Page<DeliveryRow>;
  sources: readonly FilterOption[];
  destinations: readonly FilterOption[];
  isFiltered: boolean;
}

export function DeliveryList({ page, sources, destinations, isFiltered }: Props) {
  return (
    <LiveList
      path="/deliveries"
      page={page}
      kinds={["delivery", "event"]}
      noun={["delivery", "deliveries"]}
      actions={page.data.length === 0 ? null : <ReplayThese destinations={destinations} />}
      filters={<DeliveryFilters sources={sources} destinations={destinations} />}
      empty={isFiltered ? <NoMatch noun="deliveries" /> : <NoDeliveries hasDestination={destinations.length > 0} />}
    >
      {(deliveries) => <DeliveriesTable deliveries={deliveries} fill />}
    </LiveList>
  );
}

function NoDeliveries({ hasDestination }: { hasDestination: boolean }) {
  return (
    <EmptyState
      icon={Send}
      title="No deliveries yet"
      hint={
        hasDestination
          ? "Each event that a destination takes becomes a delivery as soon as it arrives."
          : "Create a destination: from then on each event that it takes is sent there."
      }
      action={<LinkButton href={"/destinations" as Route}>See the destinations</LinkButton>}
    />
  );
}
