"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

interface Props {
  problem: { title: string; message: string };
  /** Off where no filter is to blame. */
  canClear?: boolean;
}

/** Stands in a list's place when it cannot be shown, with the way out. */
export function ListProblem({ problem, canClear = true }: Props) {
  const pathname = usePathname();
  return (
    <ErrorState
      title={problem.title}
      action={canClear ? <LinkButton href={pathname as Route}>Show without filters</LinkButton> : null}
    >
      {problem.message}
    </ErrorState>
  );
}
