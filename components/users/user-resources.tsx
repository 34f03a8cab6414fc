import { href } from "#components/layout/href.ts";
import { countResources, resourceWord } from "#components/resources/resource-words.ts";
import { ShortList } from "#components/state/short-list.tsx";
import { StateCard } from "#components/state/state-card.tsx";
import type { UserDetail } from "#lib/domain/api/business-detail.ts";
import { UserResource } from "./user-resource.tsx";

interface Props {
  user: UserDetail;
  canObserve: boolean;
}

/** More are better read in the list. */
const MOST = 50;

/** What a user has at Abound, a card a kind; open errors first, then what was heard of last. */
export function UserResources({ user, canObserve }: Props) {
  const isNow = user.shownAsOf === null;
  const byKind = Object.groupBy(user.resourceRows.toSorted(byUrgency), ({ resource }) => resource);
  const kinds = Object.entries(byKind).sort(([a], [b]) => place(a) - place(b));
  if (kinds.length === 0) {
    return (
      <StateCard title="Resources">
        <p className="text-strong">No resource was reported.</p>
        <p className="text-pretty text-faint">
          Tax payments, documents and payment methods show once an event names them. Events from before this source was
          set up are not here, so this is no proof that there are none.
        </p>
      </StateCard>
    );
  }
  return kinds.map(([kind, rows = []]) => (
    <StateCard key={kind} title={capitalised(countResources(rows.length, kind))} aside={errorsText(rows)}>
      <ShortList
        label={capitalised(resourceWord(kind))}
        total={rows.length}
        all={href.resources({ userId: user.id, resource: kind, source: user.source })}
      >
        {rows.slice(0, MOST).map((resource) => (
          <UserResource key={resource.resourceId} resource={resource} isNow={isNow} canObserve={canObserve && isNow} />
        ))}
      </ShortList>
    </StateCard>
  ));
}

type Row = UserDetail["resourceRows"][number];

const ORDER: readonly string[] = ["taxPayments", "documents", "paymentMethods", "taxes", "users"];

function place(kind: string): number {
  const index = ORDER.indexOf(kind);
  return index === -1 ? ORDER.length : index;
}

function byUrgency(a: Row, b: Row): number {
  if (a.hasOpenError !== b.hasOpenError) return a.hasOpenError ? -1 : 1;
  return a.lastReceivedAt < b.lastReceivedAt ? 1 : -1;
}

function errorsText(rows: readonly Row[]) {
  const errors = rows.filter(({ hasOpenError }) => hasOpenError).length;
  return errors === 0 ? null : <span className="font-medium text-bad">{errors} in error</span>;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
