import * as z from "zod";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { SOURCE_STATUSES } from "#lib/domain/source-status.ts";
import { pageOf, timestamp } from "./page.ts";

export const sourceQuery = z.strictObject({
  environment: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(", ")}.`).optional(),
});

export const keyState = z
  .object({
    kind: z.enum(["ok", "stale", "none"]).meta({ description: "`none`: nothing can be verified." }),
    text: z.string().meta({ description: "In words, such as: 2 keys, refreshed 4 min ago." }),
    count: z.int(),
    refreshedAt: timestamp.nullable(),
    failedSince: timestamp.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: "KeyState" });

export type KeyState = z.infer<typeof keyState>;

/** A secret is written, never read: only what tells one from another is shown. */
export const secretRow = z
  .object({
    id: z.uuid(),
    kind: z.enum(["signing", "shared_header"]),
    label: z.string(),
    headerName: z.string().nullable(),
    fingerprint: z.string(),
    last4: z.string(),
    createdAt: timestamp,
    retiredAt: timestamp.nullable(),
  })
  .meta({ id: "SourceSecret" });

export type SecretRow = z.infer<typeof secretRow>;

export const sourceRow = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    provider: z.enum(PROVIDER_NAMES),
    name: z.string(),
    environment: z.enum(ENVIRONMENTS),
    status: z.enum(keysOf(SOURCE_STATUSES)),
    statusReason: z.string().nullable(),
    statusChangedAt: timestamp.nullable(),
    statusChangedBy: z.string().nullable(),
    simulated: z.boolean(),
    version: z.int(),
    createdAt: timestamp,
    url: z.string().meta({ description: "The address to paste at the provider." }),
    keys: keyState,
    warnings: z.array(z.string()),
    lastEventAt: timestamp.nullable(),
    quietAfterMinutes: z
      .int()
      .nullable()
      .meta({ description: "So many minutes without an event are told, while it is enabled." }),
    heldDeliveries: z.int().meta({ description: "Deliveries that wait because the source is paused." }),
    unsentDeliveries: z
      .int()
      .meta({ description: "Deliveries that wait for their first or next attempt; a pause of the source holds them." }),
    refusedWhileDisabled: z.int().meta({ description: "Verified requests that were refused and can be accepted." }),
    heldUnverified: z.int().meta({
      description: "Requests that nobody could verify yet; each is verified by itself once that is possible.",
    }),
  })
  .meta({ id: "Source" });

export type SourceRow = z.infer<typeof sourceRow>;

export const sourcePage = pageOf(sourceRow).meta({ id: "SourcePage" });

const trustedKey = z
  .object({
    thumbprint: z.string(),
    firstSeenAt: timestamp,
    lastSeenAt: timestamp,
    goneAt: timestamp.nullable(),
    distrustedAt: timestamp.nullable(),
  })
  .meta({ id: "TrustedKey" });

export const sourceDetail = sourceRow
  .extend({
    jwksUrl: z.string().nullable(),
    hasPastedJwks: z.boolean(),
    secrets: z.array(secretRow),
    trustedKeys: z.array(trustedKey),
  })
  .meta({ id: "SourceDetail" });

export type SourceDetail = z.infer<typeof sourceDetail>;
