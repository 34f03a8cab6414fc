"use client";

import { DoorOpen } from "lucide-react";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { LiveList } from "#components/table/live-list.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { RequestRow } from "#lib/domain/api/requests.ts";
import { AcceptRequestsBar, type KeptRequests } from "./accept-requests-bar.tsx";
import { HeldRequestsNotice } from "./held-requests-notice.tsx";
import { RequestFilters } from "./request-filters.tsx";
import { RequestsTable } from "./requests-table.tsx";
import { ReverifyButton } from "./reverify-button.tsx";

interface Props {
  page: Page<RequestRow>;
  sources: readonly FilterOption[];
  /** Verified and refused: an operator decides. */
  kept: readonly KeptRequests[];
  /** Not verified yet: they wait by themselves. */
  held: readonly KeptRequests[];
  canAccept: boolean;
  isFiltered: boolean;
}

/** Everything that knocked. */
export function RequestList({ page, sources, kept, held, canAccept, isFiltered }: Props) {
  return (
    <LiveList
      path="/requests"
      page={page}
      kinds={["event", "request"]}
      noun={["request", "requests"]}
      filters={<RequestFilters sources={sources} />}
      actions={<ReverifyButton sources={sources} canAccept={canAccept} />}
      notices={
        <>
          <AcceptRequestsBar kept={kept} canAccept={canAccept} />
          <HeldRequestsNotice held={held} />
        </>
      }
      empty={isFiltered ? <NoMatch noun="requests" /> : <NoRequests />}
    >
      {(requests) => <RequestsTable requests={requests} fill />}
    </LiveList>
  );
}

function NoRequests() {
  return (
    <EmptyState
      icon={DoorOpen}
      title="Nobody has knocked yet"
      hint={
        <>
          Every request to a webhook address appears here within a second, accepted or refused. Try it:{" "}
          <code className="mono">npm run cli -- simulate --count 20</code>
        </>
      }
    />
  );
}
