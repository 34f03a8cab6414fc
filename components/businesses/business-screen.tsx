import { href } from "#components/layout/href.ts";
import { PageBody } from "#components/layout/page-body.tsx";
import { AsOfBanner } from "#components/state/as-of-banner.tsx";
import { SourceSwitcher } from "#components/state/source-switcher.tsx";
import { StateTimeline } from "#components/state/state-timeline.tsx";
import { SubjectRefresh } from "#components/state/subject-refresh.tsx";
import type { BusinessDetail, TimelineQuery, TimelineRow } from "#lib/domain/api/business-detail.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { BusinessActivity } from "./business-activity.tsx";
import { BusinessConnections } from "./business-connections.tsx";
import { BusinessHeading } from "./business-heading.tsx";
import { BusinessStatusLine } from "./business-status-line.tsx";
import { BusinessTasks } from "./business-tasks.tsx";
import { BusinessUsers } from "./business-users.tsx";

interface Props {
  business: BusinessDetail;
  timeline: Page<TimelineRow>;
  query: Pick<TimelineQuery, "show" | "order">;
  canObserve: boolean;
}

const OWN = ["all", "connections", "tasks", "business"] as const;

/** Everything that is known of one business, now or at a moment of the past. */
export function BusinessScreen({ business, timeline, query, canObserve }: Props) {
  const moment = { asOf: business.shownAsOf, basis: business.basis };
  return (
    <PageBody kind="detail">
      {moment.asOf === null ? <SubjectRefresh ids={[business.id, ...business.users.map(({ id }) => id)]} /> : null}
      <AsOfBanner moment={moment} />
      <BusinessHeading business={business} />
      <SourceSwitcher
        noun="business"
        others={business.otherSources}
        hrefOf={(source) => href.business(business.id, source)}
      />
      <BusinessStatusLine business={business} canObserve={canObserve} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,2.5fr)]">
        <BusinessConnections business={business} canObserve={canObserve} />
        <BusinessTasks business={business} canObserve={canObserve} />
        <BusinessActivity business={business} />
      </div>
      <BusinessUsers users={business.users} />
      <StateTimeline
        path={`/businesses/${encodeURIComponent(business.id)}/timeline`}
        source={business.source}
        shows={business.users.length === 0 ? OWN : [...OWN, "resources"]}
        query={query}
        moment={moment}
        page={timeline}
      />
    </PageBody>
  );
}
