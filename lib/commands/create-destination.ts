import type { Actor } from "#lib/auth/actor.ts";
import {
  createDestination as insertDestination,
  type NewDestination,
} from "#lib/db/destinations/create-destination.ts";
import type { DestinationInput } from "#lib/domain/api/destination-input.ts";
import type { Refusal } from "#lib/domain/refusal.ts";
import { issueSigningSecret } from "#lib/pipeline/deliver/issue-signing-secret.ts";
import { newId } from "#lib/platform/ids.ts";
import { checkDestinationSettings } from "./check-destination-settings.ts";
import { installation } from "./installation.ts";
import { sealCustomHeaders } from "./seal-custom-headers.ts";

/** `signingSecret` is shown this once and never again. */
export type CreateDestinationOutcome =
  | { kind: "created"; destination: CreatedDestination; signingSecret: string; warnings: string[] }
  | Refusal;

export type CreatedDestination = Omit<NewDestination, "headers"> & {
  headerNames: string[];
  paused: boolean;
  version: number;
};

const DEFAULTS = { eventTypes: [], sources: [], rate: null, concurrency: 4, timeoutMs: 15_000 };

export async function createDestination(actor: Actor, input: DestinationInput): Promise<CreateDestinationOutcome> {
  actor.require("destination:write");
  const { secretBox, retryScheduleSeconds } = installation();
  const id = newId();
  const check = await checkDestinationSettings(input);
  if (check.kind !== "ok") return check;
  const sealed = sealCustomHeaders(secretBox, id, input.headers ?? []);
  if (sealed.kind !== "ok") return sealed;
  const given = check.settings;
  const secret = issueSigningSecret(secretBox);
  const destination: NewDestination = {
    id,
    name: input.name,
    url: given.url ?? input.url,
    eventTypes: given.eventTypes ?? DEFAULTS.eventTypes,
    sources: given.sources ?? DEFAULTS.sources,
    headers: sealed.headers,
    rate: given.rate ?? DEFAULTS.rate,
    concurrency: given.concurrency ?? DEFAULTS.concurrency,
    timeoutMs: given.timeoutMs ?? DEFAULTS.timeoutMs,
    retrySchedule: given.retrySchedule ?? retryScheduleSeconds,
    replayWebhookId: given.replayWebhookId ?? "same",
  };
  const pause = input.paused ? { reason: input.reason ?? null } : null;
  await insertDestination(destination, { secret: secret.row, pause }, actor);
  const { headers, ...settings } = destination;
  const created = { ...settings, headerNames: headers.names, paused: pause !== null, version: 1 };
  return { kind: "created", destination: created, signingSecret: secret.plain, warnings: check.warnings };
}
