import * as z from "zod";
import { limitParam, uuidParam } from "#lib/domain/api/page.ts";
import { decodeCursor, type FeedCursor, type ListCursor } from "./cursor.ts";
import { DELIVERY_STATUSES } from "./delivery-status.ts";
import { ENVIRONMENTS } from "./environment.ts";
import { EVENT_FLAGS } from "./event-flag.ts";
import { filterTime } from "./filter-time.ts";
import { keysOf } from "./keys-of.ts";
import { PROVIDER_NAMES } from "./provider-name.ts";
import { type ParsedQuery, parseQuery } from "./query-params.ts";

const MAX_ID = 512;
const MAX_SEARCH = 256;
const MAX_TYPES = 50;
const MAX_PATH_STEPS = 16;

const oneOf = (values: readonly string[]) => `must be one of ${values.join(", ")}.`;
const text = (max: number) =>
  z
    .string()
    .min(1, "has no value.")
    .max(max, `is longer than ${max} characters.`)
    .refine((value) => !value.includes("\u0000"), "holds a NUL character.")
    .refine((value) => value.isWellFormed(), "holds half of a character pair.");

const id = text(MAX_ID);
const flags = keysOf(EVENT_FLAGS);
const deliveries = [...keysOf(DELIVERY_STATUSES), "none"] as const;

const typePatterns = text(4_096)
  .refine((value) => splitTypes(value).length <= MAX_TYPES, `lists more than ${MAX_TYPES} types.`)
  .refine((value) => !splitTypes(value).includes(""), "has an empty type between its commas.")
  .meta({ description: "Event types separated by commas; `*` stands for any run of characters, as in PLAID_*." });

const payloadPath = text(MAX_ID)
  .refine((value) => !value.split(".").includes(""), "must be keys separated by dots, such as content.account_id.")
  .refine((value) => value.split(".").length <= MAX_PATH_STEPS, `has more than ${MAX_PATH_STEPS} steps.`)
  .meta({ description: "Keys of the payload separated by dots; goes with `value`." });

const shape = {
  source: text(64).optional().meta({ description: "The slug of a source." }),
  provider: z.enum(PROVIDER_NAMES, oneOf(PROVIDER_NAMES)).optional(),
  environment: z.enum(ENVIRONMENTS, oneOf(ENVIRONMENTS)).optional(),
  type: typePatterns.optional(),
  businessId: id.optional(),
  externalId: id.optional(),
  userId: id.optional(),
  subjectId: id.optional().meta({ description: "What the event is about: an account, a resource." }),
  delivery: z
    .enum(deliveries, oneOf(deliveries))
    .optional()
    .meta({ description: "At least one delivery of the event has this status; `none`: it has no delivery." }),
  destinationId: uuidParam.optional().meta({
    description: "The event has a delivery to this destination; with `delivery`, that is the one meant.",
  }),
  replayId: uuidParam.optional().meta({
    description: "An event of this replay; with `delivery`, its deliveries are the ones meant (`none`: not sent yet).",
  }),
  flag: z.enum(flags, oneOf(flags)).optional(),
  from: filterTime.optional(),
  to: filterTime.optional(),
  q: text(MAX_SEARCH).optional().meta({ description: "Text within ids, keys and types, taken literally." }),
  path: payloadPath.optional(),
  value: text(MAX_ID).optional().meta({ description: "What stands at `path`, as text." }),
};

type Dependent = { path?: string | undefined; value?: string | undefined };
const pathNeedsValue = (filter: Dependent) => (filter.path === undefined) === (filter.value === undefined);
const PATH_NEEDS_VALUE = "The parameters path and value only work together.";

/** Which events: the query of `GET /events` without its paging. Replays and saved views keep it as JSON. */
export const eventFilterSchema = z.strictObject(shape).refine(pathNeedsValue, PATH_NEEDS_VALUE);

export type EventFilter = z.output<typeof eventFilterSchema>;

const positionParam = z
  .string()
  .transform((given, context): ListCursor | FeedCursor => {
    const cursor = decodeCursor(given);
    if (cursor !== null) return cursor;
    context.addIssue({ code: "custom", message: "is not a cursor of this list." });
    return z.NEVER;
  })
  .optional()
  .meta({ description: "The `nextCursor` of the page before.", override: { type: "string" } });

/** Everything `GET /events` takes. `order=asc` is the pull feed, in commit order; without it the newest come first. */
export const eventQuerySchema = z
  .strictObject({
    ...shape,
    order: z.enum(["asc", "desc"], oneOf(["asc", "desc"])).default("desc"),
    limit: limitParam,
    cursor: positionParam,
  })
  .refine(pathNeedsValue, PATH_NEEDS_VALUE)
  .refine(
    ({ cursor, order }) => cursor === undefined || (cursor.kind === "feed") === (order === "asc"),
    "The cursor belongs to the other order of this list.",
  );

export type EventQuery = z.output<typeof eventQuerySchema>;

/** The one reading of event filters in URLs, for pages and the API alike. */
export function parseEventQuery(params: URLSearchParams): ParsedQuery<EventQuery> {
  return parseQuery(eventQuerySchema, params);
}

/** The URL parameters that mean this filter, in a stable order. */
export function eventFilterParams(filter: EventFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = filter[name];
    if (value !== undefined) params.set(name, value);
  }
  return params;
}

/** The filter of a query, without its paging. */
export function eventFilterOf(query: EventQuery): EventFilter {
  const { order: _order, limit: _limit, cursor: _cursor, ...filter } = query;
  return filter;
}

const FILTER_NAMES = keysOf(shape);

export function splitTypes(type: string): string[] {
  return type.split(",").map((pattern) => pattern.trim());
}
