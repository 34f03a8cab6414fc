import { href } from "#components/layout/href.ts";
import { HeardCard } from "#components/state/heard-card.tsx";
import { StateTime } from "#components/state/state-time.tsx";
import { plural } from "#components/ui/plural.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";

/** How much was heard of a business, and what came after it was deactivated. */
export function BusinessActivity({ business }: { business: BusinessDetail }) {
  const { lateActivity, createdAt } = business;
  const isNow = business.shownAsOf === null;
  return (
    <HeardCard
      eventCount={business.eventCount}
      firstEventAt={business.firstEventAt}
      lastEventAt={business.lastEventAt}
      isNow={isNow}
      activity={business.activity}
      events={href.events({ businessId: business.id, source: business.source })}
    >
      <p className="mt-2 text-faint">
        {createdAt === null ? (
          "creation not seen"
        ) : (
          <>
            created <StateTime at={createdAt} isNow={isNow} />
          </>
        )}
      </p>
      {lateActivity === null ? null : (
        <p className="mt-2 text-pretty text-warn">
          {plural(lateActivity.count, "account or task event")} after the deactivation, last{" "}
          <StateTime at={lateActivity.lastAt} isNow={isNow} />
        </p>
      )}
    </HeardCard>
  );
}
