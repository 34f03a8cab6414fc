import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { OperatorMark } from "#components/state/operator-mark.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { plural } from "#components/ui/plural.ts";
import { Section } from "#components/ui/section.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";

/** The provider's users whom operators joined to this business; nothing without any. */
export function BusinessUsers({ users }: Pick<BusinessDetail, "users">) {
  if (users.length === 0) return null;
  return (
    <Section title="Users" aside={<OperatorMark />}>
      <ul className="divide-y divide-line border-y">
        {users.map((user) => (
          <li key={`${user.source} ${user.id}`} className="flex flex-wrap items-center gap-x-4 gap-y-0.5 py-2">
            <Link href={href.user(user.id, user.source)} className="font-medium text-strong hover:underline">
              {user.displayName ?? user.id}
            </Link>
            <IdChip id={user.id} />
            <span className="text-faint">{user.sourceName}</span>
            <span className={user.openErrors > 0 ? "text-bad" : "text-faint"}>
              {user.openErrors > 0 ? plural(user.openErrors, "open error") : "no open error"}
            </span>
            <span className="ml-auto text-faint">
              last event <TimeAgo at={user.lastEventAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
