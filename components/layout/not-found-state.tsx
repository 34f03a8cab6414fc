import { SearchX } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

interface Props {
  title: string;
  /** Why that may be, and where to look instead. */
  children: ReactNode;
  back?: { href: Route; label: string };
}

const EVENTS = { href: "/events" as Route, label: "All events" };

export function NotFoundState({ title, children, back = EVENTS }: Props) {
  return (
    <EmptyState
      icon={SearchX}
      title={title}
      titleAs="h1"
      hint={children}
      action={<LinkButton href={back.href}>{back.label}</LinkButton>}
    />
  );
}
