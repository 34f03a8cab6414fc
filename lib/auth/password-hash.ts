import { hash, verify } from "@node-rs/argon2";
import { type SlotOutcome, Slots } from "./slots.ts";

/** 19 MiB, two passes, one lane: OWASP's first choice for argon2id. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT_PREFIX = "$argon2id$v=19$m=19456,t=2,p=1$";

/** Nobody's password, with the same costs: whoever is unknown takes as long as whoever is known. */
const DUMMY_HASH = `${CURRENT_PREFIX}5WODA2PFAOx6JudrGP6tTA$ImGEDRBRleLB+EgdPsN2vE3ivRrHAJ690Xl948M1qYU`;

/** Each hash takes 19 MiB; without a bound, sign-in attempts would exhaust the memory of the console. */
export const passwordSlots = new Slots(4, 20);

export function hashPassword(password: string): Promise<SlotOutcome<string>> {
  return passwordSlots.run(() => hash(password, COSTS));
}

/** Whether the password is the one behind the hash; null stands for nobody's hash and is never right. */
export async function verifyPassword(stored: string | null, password: string): Promise<SlotOutcome<boolean>> {
  const outcome = await passwordSlots.run(() => verify(stored ?? DUMMY_HASH, password));
  return outcome.kind === "done" ? { kind: "done", value: stored !== null && outcome.value } : outcome;
}

export function isOutdatedHash(stored: string): boolean {
  return !stored.startsWith(CURRENT_PREFIX);
}
