import { ShieldX } from "lucide-react";
import type { Route } from "next";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** Stands in a page's place when the role of whoever is signed in does not reach it. */
export function ForbiddenState({ role }: { role: string | null }) {
  return (
    <EmptyState
      icon={ShieldX}
      title="Your role may not see this page"
      hint={`${role === null ? "" : `You are signed in as ${role}. `}An admin can give you another role.`}
      action={<LinkButton href={"/" as Route}>Back to the overview</LinkButton>}
    />
  );
}
