import { Notice } from "#components/ui/notice.tsx";
import type { OperatorRow } from "#lib/domain/api/operators.ts";
import type { Page } from "#lib/domain/api/page.ts";

/** Says what follows from there being one admin only; whoever reads it is that one. */
export function LastAdminNotice({ page }: { page: Page<OperatorRow> }) {
  const admins = page.data.filter(({ role, status }) => role === "admin" && status === "active");
  if (page.nextCursor !== null || admins.length !== 1) return null;
  return (
    <div className="gutter pb-3">
      <Notice tone="quiet" title="There is one admin only">
        The last admin cannot be disabled or given another role, and nobody can reset their password. Invite a second
        one.
      </Notice>
    </div>
  );
}
