"use client";

import { useUrlFilters } from "#components/filters/use-url-filters.ts";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";

const PHASES = [
  { value: "", label: "All" },
  { value: "ongoing", label: "Ongoing" },
  { value: "finished", label: "Finished" },
];

/** Those that go on, and those that are over. */
export function ReplayFilters() {
  const filters = useUrlFilters();
  return (
    <SegmentedControl
      label="Show"
      value={filters.get("status") ?? ""}
      options={PHASES}
      onChange={(status) => filters.set({ status: status || null })}
    />
  );
}
