import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { getShell } from "#lib/queries/overview/get-shell.ts";

export const dynamic = "force-dynamic";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requirePageActor();
  const { operator, lastEventAt, counts, spool } = await getShell(actor);
  return (
    <AppShell operator={operator} lastEventAt={lastEventAt} counts={counts} spool={spool}>
      {children}
    </AppShell>
  );
}
