import { href } from "#components/layout/href.ts";
import { PageBody } from "#components/layout/page-body.tsx";
import { AsOfBanner } from "#components/state/as-of-banner.tsx";
import { HeardCard } from "#components/state/heard-card.tsx";
import { SourceSwitcher } from "#components/state/source-switcher.tsx";
import { StateTimeline } from "#components/state/state-timeline.tsx";
import { SubjectRefresh } from "#components/state/subject-refresh.tsx";
import type { TimelineQuery, TimelineRow, UserDetail } from "#lib/domain/api/business-detail.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { UserHeading } from "./user-heading.tsx";
import { UserResources } from "./user-resources.tsx";

interface Props {
  user: UserDetail;
  timeline: Page<TimelineRow>;
  query: Pick<TimelineQuery, "show" | "order">;
  canObserve: boolean;
}

/** Everything that is known of one user of a provider, now or at a moment of the past. */
export function UserScreen({ user, timeline, query, canObserve }: Props) {
  const moment = { asOf: user.shownAsOf, basis: user.basis };
  return (
    <PageBody kind="detail">
      {moment.asOf === null ? <SubjectRefresh ids={[user.id]} /> : null}
      <AsOfBanner moment={moment} />
      <UserHeading user={user} />
      <SourceSwitcher noun="user" others={user.otherSources} hrefOf={(source) => href.user(user.id, source)} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_14rem]">
        <div className="gap-4 *:mb-4 *:break-inside-avoid *:last:mb-0 lg:col-span-2 xl:columns-2">
          <UserResources user={user} canObserve={canObserve} />
        </div>
        <HeardCard
          eventCount={user.eventCount}
          firstEventAt={user.firstEventAt}
          lastEventAt={user.lastEventAt}
          isNow={user.shownAsOf === null}
          activity={user.activity}
          events={href.events({ userId: user.id, source: user.source })}
        />
      </div>
      <StateTimeline
        path={`/users/${encodeURIComponent(user.id)}/timeline`}
        source={user.source}
        shows={["all", "resources"]}
        query={query}
        moment={moment}
        page={timeline}
      />
    </PageBody>
  );
}
