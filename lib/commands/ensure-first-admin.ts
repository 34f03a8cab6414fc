import { Actor } from "#lib/auth/actor.ts";
import { createFirstAdmin } from "#lib/db/operators/create-first-admin.ts";
import { hasOperators } from "#lib/db/operators/has-operators.ts";
import { normalEmail } from "#lib/domain/normal-email.ts";
import { newId } from "#lib/platform/ids.ts";
import { hashOrBusy } from "./hash-or-busy.ts";

interface FirstAdmin {
  adminEmail: string | null;
  adminPassword: string | null;
}

export type EnsureFirstAdminOutcome =
  | { kind: "created"; email: string }
  | { kind: "operators_exist" }
  | { kind: "not_configured" };

/** Creates the admin that the environment names while there is no operator; later the variables do nothing. */
export async function ensureFirstAdmin(env: FirstAdmin): Promise<EnsureFirstAdminOutcome> {
  if (await hasOperators()) return { kind: "operators_exist" };
  if (env.adminEmail === null || env.adminPassword === null) return { kind: "not_configured" };
  const email = normalEmail(env.adminEmail);
  const passwordHash = await hashOrBusy(env.adminPassword);
  const admin = { id: newId(), email, name: email.split("@")[0] ?? email, passwordHash };
  const isCreated = await createFirstAdmin(admin, Actor.system("environment"));
  return isCreated ? { kind: "created", email } : { kind: "operators_exist" };
}
