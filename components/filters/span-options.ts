import type { FilterOption } from "./filter-menu.tsx";

const UNITS = { m: "minute", h: "hour", d: "day" };

/** Spans such as 48h as the choices of a filter; one that stands in the address already is always among them. */
export function spanOptions(
  spans: readonly string[],
  say: (span: string) => string,
  current: string | null,
): FilterOption[] {
  const all = current === null || spans.includes(current) ? spans : [...spans, current];
  return all.map((span) => ({ value: span, label: say(spanInWords(span)) }));
}

/** "3d" as "3 days"; anything that is no span as it is. */
function spanInWords(span: string): string {
  const [, count = "", unit = ""] = /^([1-9][0-9]{0,3})([mhd])$/.exec(span) ?? [];
  if (count === "") return span;
  return `${count} ${UNITS[unit as keyof typeof UNITS]}${count === "1" ? "" : "s"}`;
}
