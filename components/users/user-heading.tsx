import Link from "next/link";
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
import type { UserDetail } from "#lib/domain/api/business-detail.ts";

/** Who this is, and what can be done from here. */
export function UserHeading({ user }: { user: UserDetail }) {
  const { id, displayName, source, business, shownAsOf, basis } = user;
  return (
    <PageHeading
      title={displayName ?? shortenId(id)}
      badges={displayName === null ? null : <OperatorMark />}
      subtitle={
        <>
          <IdChip id={id} full />
          <SourceLabel name={user.sourceName} environment={user.environment} />
          {business === null ? null : (
            <span>
              belongs to{" "}
              <Link href={href.business(business.id)} className="text-accent hover:underline">
                {business.displayName ?? shortenId(business.id)}
              </Link>{" "}
              <OperatorMark />
            </span>
          )}
          <SubjectLinks links={user.links} />
        </>
      }
      actions={
        <>
          <AsOfControl moment={{ asOf: shownAsOf, basis }} />
          <LinkButton size="sm" href={href.events({ userId: id, source })}>
            Events of this user
          </LinkButton>
          <ReplayButton
            size="sm"
            scope={{
              events: { kind: "filter", filter: { userId: id, source: source } },
              names: namesOf(user),
              since: "-24h",
            }}
          >
            Replay everything since…
          </ReplayButton>
          <CopySummary text={user.summary} />
        </>
      }
    />
  );
}

function namesOf({ id, displayName, source, sourceName }: UserDetail): Record<string, string> {
  return { [source]: sourceName, ...(displayName === null ? {} : { [id]: displayName }) };
}
