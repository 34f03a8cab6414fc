import { DELIVERY_LOOKS } from "#components/deliveries/delivery-looks.ts";
import { TIME_PRESETS } from "#components/filters/time-range.ts";
import { momentText } from "#components/state/moment-text.ts";
import { shortenId } from "#components/ui/shorten-id.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";
import type { EventFilterText } from "./replay-scope.ts";

/** One condition of a filter: "Type", "PLAID_*". */
export interface FilterWord {
  label: string;
  value: string;
}

const LABELS: Readonly<Record<string, string>> = {
  source: "Source",
  provider: "Provider",
  environment: "Environment",
  type: "Type",
  businessId: "Business",
  externalId: "External id",
  userId: "User",
  subjectId: "About",
  delivery: "Delivery",
  destinationId: "Destination",
  replayId: "Replay",
  flag: "Mark",
  q: "Text",
};

const IDS: readonly string[] = ["businessId", "externalId", "userId", "subjectId", "destinationId", "replayId"];
const APART: readonly string[] = ["from", "to", "path", "value"];

/** A filter in words, its times as words and as moments; `names` are those of ids. */
export function filterWords(filter: EventFilterText, names: Readonly<Record<string, string>>, now: Date): FilterWord[] {
  const words = Object.entries(filter)
    .filter(([name]) => !APART.includes(name))
    .map(([name, value]) => ({ label: LABELS[name] ?? name, value: names[value] ?? shownValue(name, value) }));
  if (filter.path !== undefined) words.push({ label: filter.path, value: `= ${filter.value ?? ""}` });
  const window = windowWords(filter.from ?? null, filter.to ?? null, now);
  return window === null ? words : [...words, { label: "Received", value: window }];
}

/** "last 24 hours, since 20 Nov 2026 14:00Z"; null without any limit. */
export function windowWords(from: string | null, to: string | null, now: Date): string | null {
  if (from === null && to === null) return null;
  const since = from === null ? null : moment(from, now);
  const until = to === null ? null : moment(to, now);
  if (since !== null && until !== null) return `${since} – ${until}`;
  if (since === null) return `until ${until}`;
  const preset = TIME_PRESETS.find((candidate) => candidate.from === from);
  return preset === undefined ? `since ${since}` : `${preset.label.toLowerCase()}, since ${since}`;
}

function shownValue(name: string, value: string): string {
  if (name === "delivery") return isDeliveryStatus(value) ? DELIVERY_LOOKS[value].label : "none";
  if (name === "flag") return value.replaceAll("_", " ");
  return IDS.includes(name) ? shortenId(value) : value;
}

function isDeliveryStatus(value: string): value is keyof typeof DELIVERY_LOOKS {
  return value in DELIVERY_LOOKS;
}

/** Without fractions of a second; a span before now is resolved, to the minute. */
function moment(at: string, now: Date): string {
  const time = resolveFilterTime(at, now);
  if (Number.isNaN(time.getTime())) return at;
  return momentText(
    at.startsWith("-") ? `${time.toISOString().slice(0, 16)}:00Z` : `${time.toISOString().slice(0, 19)}Z`,
  );
}
