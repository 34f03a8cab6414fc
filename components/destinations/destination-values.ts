import type { Pair } from "#components/ui/pair-rows.tsx";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { parseDestinationUrl } from "#lib/domain/destination-url.ts";
import { parseEventTypeFilter } from "#lib/domain/event-type-filter.ts";
import { parseRetrySchedule } from "#lib/domain/retry-schedule.ts";
import { scheduleText } from "./schedule-text.ts";

/** A destination as the form holds it: numbers and lists still as typed. */
export interface DestinationValues {
  name: string;
  url: string;
  everyType: boolean;
  eventTypes: string[];
  everySource: boolean;
  sources: string[];
  headers: Pair[];
  rate: string;
  concurrency: string;
  timeoutMs: string;
  retrySchedule: string;
  replayWebhookId: "same" | "new";
}

export type DestinationBody = Record<string, unknown>;
type Reading = { kind: "ok"; body: DestinationBody } | { kind: "invalid"; fields: Record<string, string> };

export function destinationValues(destination: DestinationRow | null): DestinationValues {
  return {
    name: destination?.name ?? "",
    url: destination?.url ?? "",
    everyType: (destination?.eventTypes.length ?? 0) === 0,
    eventTypes: destination?.eventTypes ?? [],
    everySource: (destination?.sources.length ?? 0) === 0,
    sources: destination?.sources ?? [],
    headers: (destination?.headerNames ?? []).map((name) => ({ name, value: "", isStored: true })),
    rate: destination?.rate?.toString() ?? "",
    concurrency: (destination?.concurrency ?? 4).toString(),
    timeoutMs: (destination?.timeoutMs ?? 15_000).toString(),
    retrySchedule: destination ? scheduleText(destination.retrySchedule) : "",
    replayWebhookId: destination?.replayWebhookId ?? "same",
  };
}

/** The body for the API, or what is wrong by field. An empty schedule is left to the installation's default. */
export function readDestination(values: DestinationValues): Reading {
  const fields = findProblems(values);
  if (Object.keys(fields).length > 0) return { kind: "invalid", fields };
  const { name, url, everyType, everySource, replayWebhookId, retrySchedule } = values;
  const body = {
    name: name.trim(),
    url: url.trim(),
    eventTypes: everyType ? [] : values.eventTypes,
    sources: everySource ? [] : values.sources,
    headers: values.headers.map((header) => ({ name: header.name.trim(), value: header.value })),
    rate: values.rate.trim() === "" ? null : Number(values.rate),
    concurrency: Number(values.concurrency),
    timeoutMs: Number(values.timeoutMs),
    ...(retrySchedule.trim() === "" ? {} : { retrySchedule: retrySchedule.replaceAll(" ", "") }),
    replayWebhookId,
  };
  return { kind: "ok", body };
}

/** Only what differs from the destination as it was read. */
export function changedParts(body: DestinationBody, before: DestinationRow): DestinationBody {
  const old = readDestination(destinationValues(before));
  if (old.kind === "invalid") return body;
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old.body[name])),
  );
}

function findProblems(values: DestinationValues): Record<string, string> {
  const url = parseDestinationUrl(values.url.trim());
  const types = parseEventTypeFilter(values.eventTypes);
  const schedule = values.retrySchedule.trim() === "" ? null : parseRetrySchedule(values.retrySchedule);
  const found: Record<string, string | null> = {
    name: values.name.trim() === "" ? "Enter a name." : null,
    url: url.kind === "invalid" ? url.message : null,
    eventTypes: typesProblem(values, types),
    sources: !values.everySource && values.sources.length === 0 ? "Choose at least one source." : null,
    headers: values.headers.some((header) => header.name.trim() === "") ? "Name each header or remove it." : null,
    rate: values.rate.trim() === "" ? null : numberProblem(values.rate, 1, 10_000),
    concurrency: numberProblem(values.concurrency, 1, 100),
    timeoutMs: numberProblem(values.timeoutMs, 100, 30_000),
    retrySchedule: schedule?.kind === "invalid" ? schedule.message : null,
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}

function typesProblem(values: DestinationValues, types: ReturnType<typeof parseEventTypeFilter>): string | null {
  if (values.everyType) return null;
  if (values.eventTypes.length === 0) return "Add at least one event type.";
  return types.kind === "invalid" ? types.message : null;
}

function numberProblem(text: string, least: number, most: number): string | null {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return null;
  return `Enter a whole number from ${least.toLocaleString("en-GB")} to ${most.toLocaleString("en-GB")}.`;
}
