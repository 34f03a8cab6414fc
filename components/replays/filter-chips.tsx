import type { FilterWord } from "./filter-words.ts";

/** The conditions of a filter, one beside the other. */
export function FilterChips({ words }: { words: readonly FilterWord[] }) {
  if (words.length === 0) return <span className="text-strong">All events, without a filter</span>;
  return words.map(({ label, value }) => (
    <span key={label} className="max-w-full rounded-sm bg-quiet-soft px-1.5 py-0.5 [overflow-wrap:anywhere]">
      <span className="text-quiet">{label}</span> <span className="font-medium text-strong">{value}</span>
    </span>
  ));
}
