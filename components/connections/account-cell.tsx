import { Landmark, Link2, type LucideIcon, Waypoints } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";

const KINDS = {
  linked_item: { icon: Link2, label: "linked item" },
  external_account: { icon: Landmark, label: "external account" },
  plaid_item: { icon: Waypoints, label: "Plaid item" },
} satisfies Record<ConnectionRow["accountKind"], { icon: LucideIcon; label: string }>;

/** The account of a connection: its kind, its id, and whether other businesses name it too. */
export function AccountCell({ connection }: { connection: ConnectionRow }) {
  const { accountId, accountKind, alsoUnder } = connection;
  const { icon: Icon, label } = KINDS[accountKind];
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <span title={label} className="shrink-0 text-faint">
        <Icon size={13} aria-hidden />
        <span className="sr-only">{label}</span>
      </span>
      <IdChip id={accountId} tabbable={false} className="min-w-0 shrink" />
      {alsoUnder.length === 0 ? null : (
        <Badge tone="warn" title={`This account id also appears under ${alsoUnder.join(", ")}.`}>
          also under {alsoUnder.length}
        </Badge>
      )}
    </span>
  );
}
