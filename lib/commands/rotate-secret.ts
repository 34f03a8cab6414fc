import type { Actor } from "#lib/auth/actor.ts";
import { rotateDestinationSecret } from "#lib/db/destinations/rotate-destination-secret.ts";
import type { RotateSecretInput } from "#lib/domain/api/destination-input.ts";
import type { Refusal } from "#lib/domain/refusal.ts";
import { issueSigningSecret } from "#lib/pipeline/deliver/issue-signing-secret.ts";
import { installation } from "./installation.ts";

/** `signingSecret` is shown this once; the one before it signs along until `previousExpiresAt`. */
export type RotateOutcome = { kind: "rotated"; signingSecret: string; previousExpiresAt: string } | Refusal;

const HOUR_MS = 3_600_000;

export async function rotateSecret(
  actor: Actor,
  destinationId: string,
  input: RotateSecretInput,
): Promise<RotateOutcome> {
  actor.require("destination:write");
  const secret = issueSigningSecret(installation().secretBox);
  const overlapMs = input.overlapHours * HOUR_MS;
  const rotation = { destinationId, secret: secret.row, overlapMs, version: input.version };
  const outcome = await rotateDestinationSecret(rotation, actor);
  if (outcome.kind !== "rotated") return outcome;
  const previousExpiresAt = outcome.previousExpiresAt.toISOString();
  return { kind: "rotated", signingSecret: secret.plain, previousExpiresAt };
}
