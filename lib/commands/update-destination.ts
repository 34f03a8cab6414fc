import type { Actor } from "#lib/auth/actor.ts";
import type { ReleaseCounts } from "#lib/db/deliveries/release-deliveries.ts";
import { changeDestination } from "#lib/db/destinations/change-destination.ts";
import { readSealedHeaders } from "#lib/db/destinations/read-sealed-headers.ts";
import type { DestinationPatchInput } from "#lib/domain/api/destination-input.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { checkDestinationSettings } from "./check-destination-settings.ts";
import { installation } from "./installation.ts";
import { sealCustomHeaders } from "./seal-custom-headers.ts";

/** `moved` says what a pause or its end did to the deliveries that waited. */
export type UpdateDestinationOutcome = { kind: "updated"; warnings: string[]; moved: ReleaseCounts | null } | Refusal;

type Settings = Omit<DestinationPatchInput, "version" | "paused" | "reason" | "onResume">;

/** Settings need `destination:write`, the pause alone `destination:pause`. Both in one call are one change. */
export async function updateDestination(
  actor: Actor,
  id: string,
  patch: DestinationPatchInput,
): Promise<UpdateDestinationOutcome> {
  const { version, paused, reason, onResume = "deliver", ...settings } = patch;
  const hasSettings = Object.values(settings).some((value) => value !== undefined);
  if (hasSettings || paused === undefined) actor.require("destination:write");
  if (paused !== undefined) actor.require("destination:pause");
  const prepared = hasSettings ? await prepareSettings(id, settings) : NO_SETTINGS;
  if (prepared.kind !== "ok") return prepared;
  const pause = paused === undefined ? null : { paused, reason: reason || null, onResume };
  const outcome = await changeDestination({ id, version, settings: prepared.settings, pause }, actor);
  if (outcome.kind !== "changed") return outcome;
  return { kind: "updated", warnings: prepared.warnings, moved: outcome.moved };
}

const NO_SETTINGS = { kind: "ok", settings: null, warnings: [] as string[] } as const;

async function prepareSettings(id: string, given: Settings) {
  const check = await checkDestinationSettings(given);
  if (check.kind !== "ok" || given.headers === undefined) return check;
  const current = await readSealedHeaders(id);
  if (current === null) return notFound("destination");
  const sealed = sealCustomHeaders(installation().secretBox, id, given.headers, current.ciphertext);
  if (sealed.kind !== "ok") return sealed;
  return { ...check, settings: { ...check.settings, headers: sealed.headers } };
}
