import type { ReactNode } from "react";
import { href } from "#components/layout/href.ts";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { ReplayButton } from "#components/replays/replay-button.tsx";
import { SourceLabel } from "#components/sources/source-label.tsx";
import { AsOfControl } from "#components/state/as-of-control.tsx";
import { CopySummary } from "#components/state/copy-summary.tsx";
import { OperatorMark } from "#components/state/operator-mark.tsx";
import { SubjectLinks } from "#components/state/subject-links.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";
import { BusinessStatus } from "./business-status.tsx";

/** Who this is, by every name it has; its status; and what can be done from here. */
export function BusinessHeading({ business }: { business: BusinessDetail }) {
  const { id, displayName, externalId, shownAsOf, basis } = business;
  return (
    <PageHeading
      title={displayName ?? externalId ?? shortenId(id)}
      badges={
        <>
          {displayName === null ? null : <OperatorMark />}
          <BusinessStatus status={business.status} />
        </>
      }
      subtitle={<Identity business={business} />}
      actions={
        <>
          <AsOfControl moment={{ asOf: shownAsOf, basis }} />
          <LinkButton size="sm" href={href.events({ businessId: id, source: business.source })}>
            Events of this business
          </LinkButton>
          <ReplayButton
            size="sm"
            scope={{
              events: { kind: "filter", filter: { businessId: id, source: business.source } },
              names: namesOf(business),
              since: "-24h",
            }}
          >
            Replay everything since…
          </ReplayButton>
          <CopySummary text={business.summary} />
        </>
      }
    />
  );
}

function Identity({ business }: { business: BusinessDetail }): ReactNode {
  const former = business.externalIds.filter((id) => id !== business.externalId);
  return (
    <>
      {business.externalId === null ? (
        <span>no external id yet</span>
      ) : (
        <span>
          external id <IdChip id={business.externalId} full />
        </span>
      )}
      {former.length === 0 ? null : (
        <span>
          formerly{" "}
          {former.map((id) => (
            <IdChip key={id} id={id} full className="mr-1" />
          ))}
        </span>
      )}
      <IdChip id={business.id} full />
      <SourceLabel name={business.sourceName} environment={business.environment} />
      <SubjectLinks links={business.links} />
    </>
  );
}

function namesOf({ id, displayName, externalId, source, sourceName }: BusinessDetail): Record<string, string> {
  return { [source]: sourceName, [id]: displayName ?? externalId ?? shortenId(id) };
}
