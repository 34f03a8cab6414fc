import { recordBounded } from "#lib/db/audit/record-bounded.ts";
import { findOperatorByEmail, type OperatorCredentials } from "#lib/db/operators/find-operator-by-email.ts";
import { createSession } from "#lib/db/sessions/create-session.ts";
import { bumpAccount, forgiveAccount } from "#lib/db/throttles/bump-account.ts";
import { bumpAddress, takeBackAddress } from "#lib/db/throttles/bump-address.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { normalEmail } from "#lib/domain/normal-email.ts";
import { accountThrottleKey } from "./account-throttle-key.ts";
import { addressThrottleKey } from "./address-throttle-key.ts";
import { credentialHash, newCredential } from "./credential.ts";
import { verifyPassword } from "./password-hash.ts";
import { refreshHash } from "./refresh-hash.ts";

export interface SignInAttempt {
  email: string;
  password: string;
  /** Null when no trusted proxy tells it; then only the account is throttled. */
  remoteAddress: string | null;
  userAgent: string | null;
  requestId: string;
  /** The session id that the browser sent along; it ends when another begins. */
  previousSid: string | null;
}

export type SignInOutcome =
  | { kind: "signed_in"; operatorId: string; sid: string }
  | { kind: "refused" }
  /** Too many passwords are being checked at this moment. */
  | { kind: "busy" };

const FAILURES_LISTED_PER_MINUTE = 60;

/** Checks a password. Unknown, disabled, throttled and wrong are one outcome and cost the same hash. */
export async function signIn(attempt: SignInAttempt): Promise<SignInOutcome> {
  const email = normalEmail(attempt.email);
  const keys = throttleKeys(email, attempt.remoteAddress);
  const isAllowed = await countAttempt(keys);
  const operator = await findOperatorByEmail(email);
  const isActive = operator !== null && operator.disabledAt === null;
  const stored = isAllowed && isActive ? operator.passwordHash : null;
  const verified = await verifyPassword(stored, attempt.password);
  if (verified.kind === "busy") return { kind: "busy" };
  if (operator === null || !verified.value) return refuse(email, operator, attempt);
  const sid = await beginSession(operator, attempt);
  if (sid === null) return refuse(email, operator, attempt);
  await forgiveAccount(keys.account);
  if (keys.address !== null) await takeBackAddress(keys.address);
  await refreshHash(operator, attempt.password);
  return { kind: "signed_in", operatorId: operator.id, sid };
}

interface ThrottleKeys {
  account: string;
  address: string | null;
}

function throttleKeys(email: string, address: string | null): ThrottleKeys {
  return { account: accountThrottleKey(email), address: address === null ? null : addressThrottleKey(address) };
}

async function countAttempt(keys: ThrottleKeys): Promise<boolean> {
  const address = keys.address === null ? null : await bumpAddress(keys.address);
  const account = await bumpAccount(keys.account);
  return account.kind === "allowed" && address?.kind !== "blocked";
}

async function beginSession(operator: OperatorCredentials, attempt: SignInAttempt): Promise<string | null> {
  const sid = newCredential();
  const { remoteAddress, userAgent, previousSid } = attempt;
  const outcome = await createSession(
    {
      sidHash: credentialHash(sid),
      operatorId: operator.id,
      authEpoch: operator.authEpoch,
      remoteAddress,
      userAgent,
      replaces: previousSid === null ? null : credentialHash(previousSid),
    },
    {
      actor: identityOf(operator, attempt),
      action: "session.signed_in",
      target: { kind: "operator", id: operator.id },
    },
  );
  return outcome.kind === "created" ? sid : null;
}

async function refuse(
  email: string,
  operator: OperatorCredentials | null,
  attempt: SignInAttempt,
): Promise<SignInOutcome> {
  const target = operator === null ? {} : { target: { kind: "operator", id: operator.id } };
  const identity = operator === null ? anonymous(email, attempt) : identityOf(operator, attempt);
  await recordBounded(
    { key: "audit:sign-in", limit: FAILURES_LISTED_PER_MINUTE },
    { actor: identity, action: "session.sign_in_failed", ...target, outcome: "denied" },
  );
  return { kind: "refused" };
}

function identityOf(operator: OperatorCredentials, attempt: SignInAttempt): ActorIdentity {
  const { remoteAddress, requestId } = attempt;
  return { kind: "operator", id: operator.id, label: operator.email, remoteAddress, requestId };
}

/** Who has no account may have typed a password here; only what looks like an address is written down. */
function anonymous(email: string, attempt: SignInAttempt): ActorIdentity {
  const { remoteAddress, requestId } = attempt;
  const label = /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email) ? email : "unknown";
  return { kind: "operator", id: null, label, remoteAddress, requestId };
}
