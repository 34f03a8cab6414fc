import { Checked } from "#components/state/checked.tsx";
import { Why } from "#components/state/why.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";

interface Props {
  business: BusinessDetail;
  canObserve: boolean;
}

/** The status in a sentence, why it is so, and what an operator saw at the provider. */
export function BusinessStatusLine({ business, canObserve }: Props) {
  const observation = business.observations.find(
    ({ subjectKind, isOutdated }) => subjectKind === "business" && !isOutdated,
  );
  return (
    <div>
      <Checked
        subjectKind="business"
        source={business.source}
        subjectKey={[business.id]}
        stateNow={business.status}
        observation={observation ?? null}
        canObserve={canObserve && business.shownAsOf === null}
      >
        <p className="text-pretty text-strong">
          {business.says}{" "}
          <Why
            kind="business"
            subject={`status of ${business.displayName ?? shortenId(business.id)}`}
            says={business.says}
            considered={business.considered}
          />
        </p>
      </Checked>
    </div>
  );
}
