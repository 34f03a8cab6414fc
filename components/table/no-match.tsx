"use client";

import { SearchX } from "lucide-react";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** An empty list whose filters are to blame. */
export function NoMatch({ noun }: { noun: string }) {
  const pathname = usePathname();
  return (
    <EmptyState
      icon={SearchX}
      title={`No ${noun} match these filters`}
      hint="Take a filter away or widen the time range."
      action={<LinkButton href={pathname as Route}>Show without filters</LinkButton>}
    />
  );
}
