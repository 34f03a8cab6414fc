"use client";

import { Search, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useParams } from "next/navigation";
import { jumpTargets } from "#components/layout/jump-targets.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { pathId } from "#lib/domain/path-id.ts";

interface Props {
  noun: "business" | "user";
  /** The list to search in. */
  list: Route;
}

/** No event names this id: says what that may mean, and searches for it. */
export function UnknownSubject({ noun, list }: Props) {
  const { id } = useParams<{ id?: string }>();
  const typed = id === undefined ? "" : pathId(id);
  return (
    <EmptyState
      icon={SearchX}
      title={`No event names a ${noun} of this id`}
      titleAs="h1"
      hint={
        <>
          Check the id for missing characters, or search for a part of it, an external id or a name. What arrived this
          second shows a moment later.
        </>
      }
      action={
        <div className="flex w-full max-w-md flex-col items-center gap-4">
          <form action={list} className="flex w-full gap-2">
            <Input name="q" type="search" required aria-label="Part of an id or name" defaultValue={typed} />
            <Button type="submit" tone="primary">
              <Search size={14} aria-hidden /> Search
            </Button>
          </form>
          <ul className="flex flex-wrap justify-center gap-x-4 gap-y-1">
            {jumpTargets(typed)
              .filter((target) => !target.href.startsWith(`${list}/`))
              .map((target) => (
                <li key={target.href}>
                  <Link href={target.href} className="text-accent hover:underline">
                    {target.label} “{typed.length > 24 ? `${typed.slice(0, 24)}…` : typed}”
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      }
    />
  );
}
