import type { ReactNode } from "react";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";

/** Asks before the skeleton is sent, while the answer's status can still be 403. */
export default async function NotificationsLayout({ children }: { children: ReactNode }) {
  await requirePageActor("notification:read");
  return children;
}
