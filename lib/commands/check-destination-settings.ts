import type { DestinationSettings } from "#lib/db/destinations/destination-settings.ts";
import { findUnknownSources } from "#lib/db/destinations/find-unknown-sources.ts";
import type { DestinationPatchInput } from "#lib/domain/api/destination-input.ts";
import { parseDestinationUrl } from "#lib/domain/destination-url.ts";
import { parseEventTypeFilter } from "#lib/domain/event-type-filter.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { parseRetrySchedule } from "#lib/domain/retry-schedule.ts";
import { findUnmatchedPatterns } from "#lib/pipeline/dispatch/find-unmatched-patterns.ts";
import { checkAddress } from "#lib/platform/outbound/check-address.ts";
import { installation } from "./installation.ts";

export type CheckedSettings =
  | { kind: "ok"; settings: Omit<DestinationSettings, "headers">; warnings: string[] }
  | Refusal;
type Part = { settings?: Omit<DestinationSettings, "headers">; warnings?: string[] } | { refusal: Refusal };

/** The rules for what an operator may set, headers apart. What looks like a mistake but may be meant is a warning. */
export async function checkDestinationSettings(given: DestinationPatchInput): Promise<CheckedSettings> {
  const { name, rate, concurrency, timeoutMs, replayWebhookId } = given;
  const parts: Part[] = [
    { settings: { name, rate, concurrency, timeoutMs, replayWebhookId } },
    given.eventTypes ? checkEventTypes(given.eventTypes) : {},
    given.sources ? await checkSources(given.sources) : {},
    given.retrySchedule === undefined ? {} : checkSchedule(given.retrySchedule),
    given.url === undefined ? {} : await checkUrl(given.url),
  ];
  const settings = {};
  const warnings: string[] = [];
  for (const part of parts) {
    if ("refusal" in part) return part.refusal;
    Object.assign(settings, part.settings);
    warnings.push(...(part.warnings ?? []));
  }
  return { kind: "ok", settings, warnings };
}

function checkEventTypes(patterns: string[]): Part {
  const outcome = parseEventTypeFilter(patterns);
  if (outcome.kind === "invalid") return { refusal: refused(outcome.message, "eventTypes") };
  const unmatched = findUnmatchedPatterns(outcome.patterns);
  const warnings = unmatched.map((pattern) => `No provider documents an event type that fits "${pattern}".`);
  return { settings: { eventTypes: outcome.patterns }, warnings };
}

async function checkSources(slugs: string[]): Promise<Part> {
  const unique = [...new Set(slugs)];
  const [unknown] = await findUnknownSources(unique);
  if (unknown !== undefined) return { refusal: refused(`There is no source "${unknown}".`, "sources") };
  return { settings: { sources: unique } };
}

function checkSchedule(text: string): Part {
  const outcome = parseRetrySchedule(text);
  if (outcome.kind === "invalid") return { refusal: refused(outcome.message, "retrySchedule") };
  return { settings: { retrySchedule: outcome.delaysSeconds } };
}

async function checkUrl(text: string): Promise<Part> {
  const parsed = parseDestinationUrl(text);
  if (parsed.kind === "invalid") return { refusal: refused(parsed.message, "url") };
  const { url } = parsed;
  const verdict = await checkAddress(installation().addressPolicy, url);
  if (verdict.kind === "blocked") return { refusal: refused(verdict.sentence, "url") };
  const warnings: string[] = [];
  if (url.unicodeHost !== null) {
    warnings.push(
      `The host ${url.unicodeHost} is written ${url.host}; make sure that no letter only looks like another.`,
    );
  }
  if (verdict.kind === "unresolved") warnings.push(`The name ${url.host} does not resolve at the moment.`);
  return { settings: { url: url.href }, warnings };
}
