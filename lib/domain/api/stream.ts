import * as z from "zod";
import { DELIVERY_STATUSES } from "#lib/domain/delivery-status.ts";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { REPLAY_STATUSES } from "#lib/domain/replay-status.ts";
import { SOURCE_STATUSES } from "#lib/domain/source-status.ts";
import { timestamp } from "./page.ts";

export const streamQuery = z.strictObject({});

const eventChange = z.object({
  kind: z.literal("event"),
  id: z.uuid(),
  source: z.string(),
  provider: z.enum(PROVIDER_NAMES),
  environment: z.enum(ENVIRONMENTS),
  type: z.string(),
  businessId: z.string().nullable(),
  userId: z.string().nullable(),
  subject: z.string().nullable(),
  receivedAt: timestamp,
});

const deliveryChange = z.object({
  kind: z.literal("delivery"),
  id: z.uuid(),
  eventId: z.uuid(),
  destinationId: z.uuid(),
  replayId: z.uuid().nullable(),
  status: z.enum(keysOf(DELIVERY_STATUSES)),
  attemptCount: z.int(),
  updatedAt: timestamp,
});

const replayChange = z.object({
  kind: z.literal("replay"),
  id: z.uuid(),
  status: z.enum(keysOf(REPLAY_STATUSES)),
  total: z.int(),
  processed: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  skipped: z.int(),
  updatedAt: timestamp,
});

const sourceChange = z.object({
  kind: z.literal("source"),
  slug: z.string(),
  status: z.enum(keysOf(SOURCE_STATUSES)),
  version: z.int(),
  updatedAt: timestamp,
});

/** What providers said was worked into the state: whoever shows state reads it again. */
const stateChange = z.object({ kind: z.literal("state"), at: timestamp });

/** A request that was refused and is kept; accepted ones come as events. */
const requestChange = z.object({
  kind: z.literal("request"),
  id: z.uuid(),
  source: z.string(),
  status: z.int(),
  cause: z.string(),
  receivedAt: timestamp,
});

/** A door keeps webhooks on its disk, or the database does not answer: whoever shows it asks `GET /spool`. */
const spoolChange = z.object({ kind: z.literal("spool"), at: timestamp });

/** What `GET /stream` sends; `kind` is the name of the server-sent event. */
export const streamChange = z.discriminatedUnion("kind", [
  eventChange,
  deliveryChange,
  replayChange,
  sourceChange,
  stateChange,
  requestChange,
  spoolChange,
]);

export type StreamChange = z.infer<typeof streamChange>;
