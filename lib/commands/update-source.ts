import type { Actor } from "#lib/auth/actor.ts";
import { changeSource } from "#lib/db/sources/change-source.ts";
import { findSourceProvider } from "#lib/db/sources/find-source-provider.ts";
import type { MovedDeliveries } from "#lib/db/sources/move-source-deliveries.ts";
import type { SourcePatchInput } from "#lib/domain/api/source-input.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { checkSourceSettings } from "#lib/pipeline/verify/check-source-settings.ts";
import { installation } from "./installation.ts";
import { resolveKeySet } from "./resolve-key-set.ts";
import { sealSourceSecrets } from "./seal-source-secrets.ts";

/** `moved` says what a change of status did to the deliveries that waited. */
export type UpdateSourceOutcome = { kind: "updated"; warnings: string[]; moved: MovedDeliveries | null } | Refusal;

/** Settings need `source:write`, the switch alone `source:toggle`. Both in one call happen together or not at all. */
export async function updateSource(actor: Actor, slug: string, patch: SourcePatchInput): Promise<UpdateSourceOutcome> {
  const { version, status, reason, onResume, ...settings } = patch;
  const hasSettings = Object.values(settings).some((value) => value !== undefined);
  if (hasSettings || status === undefined) actor.require("source:write");
  if (status !== undefined) actor.require("source:toggle");
  const prepared = hasSettings
    ? await prepareSettings(slug, settings)
    : { kind: "ok" as const, settings: null, warnings: [] };
  if (prepared.kind !== "ok") return prepared;
  const change = {
    slug,
    version,
    settings: prepared.settings,
    status: status === undefined ? null : { status, reason: reason ?? "", onResume },
  };
  const outcome = await changeSource(change, actor);
  if (outcome.kind !== "changed") return outcome;
  return { kind: "updated", warnings: prepared.warnings, moved: outcome.moved };
}

async function prepareSettings(
  slug: string,
  given: Omit<SourcePatchInput, "version" | "status" | "reason" | "onResume">,
) {
  const provider = await findSourceProvider(slug);
  if (provider === null) return notFound("source");
  const check = checkSourceSettings(provider, given);
  if (check.kind !== "ok") return check;
  const resolved = await resolveKeySet(given);
  if (resolved.kind !== "ok") return resolved;
  const settings = {
    name: given.name,
    environment: given.environment,
    quietAfterMinutes: given.quietAfterMinutes,
    keySet: resolved.keySet ?? undefined,
    addSecrets: sealSourceSecrets(installation().secretBox, given),
    retireSecrets: given.retireSecrets ?? [],
  };
  return { kind: "ok" as const, settings, warnings: [...check.warnings, ...resolved.warnings] };
}
