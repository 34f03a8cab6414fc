import * as z from "zod";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { hasChange } from "./has-change.ts";
import { labelledSecretsInput } from "./labelled-secrets-input.ts";
import { nameValuesInput } from "./name-values-input.ts";
import { nameInput, reasonInput, textInput } from "./text-input.ts";

const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, "Use 1 to 64 lower-case letters, digits and hyphens.");
const environment = z.enum(["production", "sandbox"]);
const jwksUrl = textInput(2048).trim();
const jwks = z.union([z.record(z.string(), z.unknown()), z.string().max(65_536)]);
/** Null: nobody is told of silence. */
const quietAfterMinutes = z
  .int("Enter whole minutes.")
  .min(1, "Enter at least 1 minute.")
  .max(10_080, "Enter at most 10,080 minutes, which are 7 days.")
  .nullable();
const status = z.enum(["enabled", "paused", "disabled"]);
const reason = reasonInput.min(1, "Say why in a few words; it is shown on the source.");

/** What happens to deliveries that wait: sent in the order of receipt, or listed as discarded. */
export const onResume = z.enum(["deliver", "discard"]);

export const sourceInput = z.strictObject({
  slug: slug.optional(),
  provider: z.enum(PROVIDER_NAMES),
  name: nameInput,
  environment,
  jwksUrl: jwksUrl.optional(),
  jwks: jwks.optional(),
  secrets: labelledSecretsInput.optional(),
  sharedHeaders: nameValuesInput.optional(),
  quietAfterMinutes: quietAfterMinutes.optional(),
});

/** `secrets` and `sharedHeaders` are added to those there are; `retireSecrets` names either kind by its id. */
export const sourcePatchInput = z
  .strictObject({
    version: z.int().positive().optional(),
    name: nameInput.optional(),
    environment: environment.optional(),
    jwksUrl: jwksUrl.optional(),
    jwks: jwks.optional(),
    secrets: labelledSecretsInput.optional(),
    sharedHeaders: nameValuesInput.optional(),
    quietAfterMinutes: quietAfterMinutes.optional(),
    retireSecrets: z.array(z.uuid()).max(32).optional(),
    status: status.optional(),
    reason: reason.optional(),
    onResume: onResume.optional(),
  })
  .refine(hasChange, "There is nothing to change in this.")
  .refine((given) => given.status === undefined || given.reason !== undefined, {
    path: ["reason"],
    message: "A change of status needs a reason.",
  });

export type SourceInput = z.output<typeof sourceInput>;
export type SourcePatchInput = z.output<typeof sourcePatchInput>;
