"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";

export interface UrlFilters {
  get: (name: string) => string | null;
  /** Sets several at once; null removes. Always goes back to the newest page. */
  set: (values: Readonly<Record<string, string | null>>) => void;
  clear: () => void;
  /** How many of these names are set. */
  count: (names: readonly string[]) => number;
  isPending: boolean;
}

/** Filters live in the address, so that they can be sent to a colleague and survive going back. */
export function useUrlFilters(): UrlFilters {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [isPending, startTransition] = useTransition();

  function go(next: URLSearchParams) {
    const query = next.toString();
    startTransition(() => router.push(`${pathname}${query ? `?${query}` : ""}` as Route, { scroll: false }));
  }

  return {
    get: (name) => params.get(name),
    set: (values) => {
      const next = new URLSearchParams(params);
      next.delete("cursor");
      for (const [name, value] of Object.entries(values)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      go(next);
    },
    clear: () => go(new URLSearchParams()),
    count: (names) => names.filter((name) => params.get(name) !== null).length,
    isPending,
  };
}
