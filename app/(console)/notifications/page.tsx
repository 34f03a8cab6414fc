import type { Metadata } from "next";
import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { NotificationsScreen } from "#components/notifications/notifications-screen.tsx";
import { ListProblem } from "#components/table/list-problem.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { alertQuery, messageQuery, notificationsQuery } from "#lib/domain/api/notifications.ts";
import { type SearchParams, toUrlParams } from "#lib/domain/page-params.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { getNotifications } from "#lib/queries/notifications/get-notifications.ts";
import { listAlerts } from "#lib/queries/notifications/list-alerts.ts";
import { listMessages } from "#lib/queries/notifications/list-messages.ts";
import { readForPage } from "#lib/queries/read-for-page.ts";

export const metadata: Metadata = { title: "Notifications" };

const PAST_SHOWN = { limit: 10 };

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePageActor("notification:read");
  const parsed = parseQuery(notificationsQuery, toUrlParams(await searchParams));
  const read = await readForPage(parsed, () =>
    Promise.all([
      getNotifications(actor),
      listAlerts(actor, { ...alertQuery.parse({}), state: "open" }),
      listAlerts(actor, { ...PAST_SHOWN, state: "past" }),
      listMessages(actor, messageQuery.parse({ limit: "10" })),
    ]),
  );
  if (read.kind !== "ok") return <ListProblem problem={read} />;
  const [notifications, open, past, messages] = read.value;
  return (
    <>
      <AutoRefresh />
      <NotificationsScreen
        notifications={notifications}
        open={open.data}
        past={past.data}
        messages={messages.data}
        canChange={actor.can("notification:write")}
      />
    </>
  );
}
