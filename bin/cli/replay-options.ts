import { type EventFilter, eventFilterSchema } from "#lib/domain/event-filter.ts";
import { UsageError } from "./command.ts";
import { checkInput, parseOptions, readNumber } from "./parse-options.ts";

const MAX_RATE = 10_000;

/** Options that stand for one condition of a filter, and the name of that in `GET /events`. */
const CONDITIONS = {
  source: "source",
  provider: "provider",
  environment: "environment",
  type: "type",
  business: "businessId",
  "external-id": "externalId",
  user: "userId",
  subject: "subjectId",
  delivery: "delivery",
  "of-replay": "replayId",
  flag: "flag",
  from: "from",
  to: "to",
  search: "q",
} as const satisfies Record<string, keyof EventFilter>;

const condition = { type: "string", multiple: true } as const;

const OPTIONS = {
  filter: { type: "string" },
  source: condition,
  provider: condition,
  environment: condition,
  type: condition,
  business: condition,
  "external-id": condition,
  user: condition,
  subject: condition,
  delivery: condition,
  "of-replay": condition,
  flag: condition,
  from: condition,
  to: condition,
  search: condition,
  event: { type: "string", multiple: true },
  destination: { type: "string", multiple: true },
  name: { type: "string" },
  reason: { type: "string" },
  rate: { type: "string" },
  "include-delivered": { type: "boolean", default: false },
  "skip-superseded": { type: "boolean", default: false },
  "even-if-running": { type: "boolean", default: false },
  preview: { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  wait: { type: "boolean", default: false },
  cancel: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

type Values = ReturnType<typeof parseReplay>["values"];

export type ReplayRequest =
  | { kind: "cancel"; id: string; reason: string | undefined }
  /** One event, at once. */
  | { kind: "one"; eventId: string; input: { destinationIds?: string[]; reason?: string } }
  /** A filter or chosen events; the first part of the body is that of a preview. */
  | { kind: "many"; selected: Record<string, unknown>; start: Record<string, unknown> };

export type ReplayCall = { request: ReplayRequest } & Pick<Values, "preview" | "yes" | "wait" | "json">;

/** What the command was asked for. UsageError when that is unclear. */
export function readReplayOptions(args: readonly string[]): ReplayCall {
  const { values, positionals } = parseReplay(args);
  const { preview, yes, wait, json } = values;
  return { request: toRequest(values, positionals[0]), preview, yes, wait, json };
}

function parseReplay(args: readonly string[]) {
  return parseOptions({ args, options: OPTIONS, positionals: ["event id?"] });
}

function toRequest(values: Values, eventId: string | undefined): ReplayRequest {
  if (values.cancel !== undefined) return { kind: "cancel", id: values.cancel, reason: values.reason };
  const filter = readFilter(values);
  const chosen = [...(eventId === undefined ? [] : [eventId]), ...(values.event ?? [])];
  if (filter !== null && chosen.length > 0) throw new UsageError("Give either events or a filter.");
  const [only] = chosen;
  if (only !== undefined && eventId !== undefined && chosen.length === 1 && !values.preview && !isBulk(values)) {
    const { destination, reason } = values;
    return {
      kind: "one",
      eventId: only,
      input: { ...(destination && { destinationIds: destination }), ...(reason && { reason }) },
    };
  }
  if (filter === null && chosen.length === 0) throw new UsageError("Say which event id, or which events by a filter.");
  const isSingle = eventId !== undefined && chosen.length === 1;
  if (!values.preview && !values.reason && chosen.length !== 1) {
    throw new UsageError("Say why with --reason: only the replay of a single event goes without one.");
  }
  return { kind: "many", ...toBodies(values, filter === null ? { eventIds: chosen } : { filter }, isSingle) };
}

function isBulk(values: Values): boolean {
  return values.rate !== undefined || values.name !== undefined || values["skip-superseded"];
}

function toBodies(values: Values, which: Record<string, unknown>, isSingle: boolean) {
  const { destination, name, reason } = values;
  const selected = {
    ...which,
    ...(destination && { destinationIds: destination }),
    ...(values.rate && { rate: readNumber(values.rate, "rate", { from: 1, to: MAX_RATE, isWhole: true }) }),
    skipDelivered: !values["include-delivered"] && !isSingle,
    skipSuperseded: values["skip-superseded"],
  };
  const start = { ...(name && { name }), ...(reason && { reason }), evenIfRunning: values["even-if-running"] };
  return { selected, start };
}

/** The conditions of --filter and of the single options together; null when there are none. */
function readFilter(values: Values): EventFilter | null {
  const given = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(values.filter ?? "")) add(given, name, value);
  for (const [option, name] of Object.entries(CONDITIONS)) {
    const texts = values[option as keyof typeof CONDITIONS] ?? [];
    if (texts.length > 1 && name !== "type") throw new UsageError(`--${option} can be given once.`);
    if (texts.length > 0) add(given, name, texts.join(","));
  }
  if (given.size > 0) return checkInput(eventFilterSchema, Object.fromEntries(given));
  // An empty filter means every event there is, which nobody should ask for by leaving something out.
  return values.filter === undefined ? null : {};
}

function add(given: Map<string, string>, name: string, value: string): void {
  if (given.has(name)) throw new UsageError(`"${name}" is given twice.`);
  given.set(name, value);
}
