import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface KeyValue {
  label: string;
  value: ReactNode;
}

interface Props {
  items: readonly KeyValue[];
  /** "rows" puts the label beside the value; "grid" above it, several to a line. */
  layout?: "rows" | "grid";
}

export function KeyValueList({ items, layout = "rows" }: Props) {
  const isGrid = layout === "grid";
  return (
    <dl
      className={clsx(
        isGrid
          ? "grid grid-cols-2 gap-x-6 gap-y-3 md:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]"
          : "divide-y divide-line",
      )}
    >
      {items.map((item) => (
        <div key={item.label} className={isGrid ? "min-w-0" : "grid gap-x-4 py-1.5 md:grid-cols-[10rem_minmax(0,1fr)]"}>
          <dt className="text-faint">{item.label}</dt>
          <dd className="min-w-0 break-words text-strong">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
