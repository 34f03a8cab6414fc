"use client";

import type { Route } from "next";
import { usePathname, useSearchParams } from "next/navigation";
import { plural } from "#components/ui/plural.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { Pager } from "./pager.tsx";

interface Props {
  page: Page<unknown>;
  noun: readonly [one: string, many: string];
  labels?: readonly [first: string, next: string];
}

/** Pages of the list at this address, with its filters. */
export function ListPager({ page, noun, labels }: Props) {
  const pathname = usePathname();
  const params = useSearchParams();
  const isNewest = !params.has("cursor");
  if (isNewest && page.nextCursor === null && page.data.length === 0) return null;

  function at(cursor: string | null): Route {
    const next = new URLSearchParams(params);
    if (cursor === null) next.delete("cursor");
    else next.set("cursor", cursor);
    const query = next.toString();
    return `${pathname}${query === "" ? "" : `?${query}`}` as Route;
  }

  return (
    <Pager
      summary={`${plural(page.data.length, ...noun)}${page.nextCursor === null ? "" : " on this page"}`}
      newestHref={isNewest ? null : at(null)}
      olderHref={page.nextCursor === null ? null : at(page.nextCursor)}
      {...(labels === undefined ? {} : { labels })}
    />
  );
}
