"use client";

import { Search } from "lucide-react";
import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

/** Narrows the list to a part of a name or an id, which stands in the address. */
export function DirectorySearch() {
  const filters = useUrlFilters();
  const value = filters.get("q") ?? "";
  return (
    <search>
      <form
        className="flex items-center gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("q");
          filters.set({ q: typeof typed === "string" && typed.trim() !== "" ? typed.trim() : null });
        }}
      >
        <Input
          key={value}
          name="q"
          type="search"
          defaultValue={value}
          aria-label="Search names and ids"
          placeholder="A name or an id"
          maxLength={255}
          className="w-56"
        />
        <Button type="submit" busy={filters.isPending}>
          <Search size={14} aria-hidden /> Search
        </Button>
        {value === "" ? null : (
          <Button tone="ghost" onClick={filters.clear}>
            Clear
          </Button>
        )}
      </form>
    </search>
  );
}
