import { credentialHash } from "#lib/auth/credential.ts";
import { findOpenLink } from "#lib/db/operators/find-open-link.ts";
import { type LinkUse, redeemLink } from "#lib/db/operators/redeem-link.ts";
import type { LinkAcceptInput, OpenLink } from "#lib/domain/api/link-input.ts";
import { notFound, type Refusal, refused } from "#lib/domain/refusal.ts";
import { newId } from "#lib/platform/ids.ts";
import { checkNewPassword } from "./check-new-password.ts";
import { hashOrBusy } from "./hash-or-busy.ts";

interface Requester {
  remoteAddress: string | null;
  requestId: string;
}

export type AcceptLinkOutcome = { kind: "accepted"; email: string } | Refusal;

/** Sets the password that a link is for. The link is the only proof: whoever follows it has no actor yet. */
export async function acceptLink(input: LinkAcceptInput, requester: Requester): Promise<AcceptLinkOutcome> {
  const tokenHash = credentialHash(input.token);
  const link = await findOpenLink(tokenHash);
  if (link === null) return notFound("open link");
  const person = personOf(link, input);
  if (person.kind !== "person") return person;
  const problem = checkNewPassword(input.password, [person.email, person.name], "password");
  if (problem !== null) return problem;
  const passwordHash = await hashOrBusy(input.password);
  const { email, name } = person;
  const use: LinkUse =
    link.purpose === "setup"
      ? { kind: "setup", admin: { id: newId(), email, name, passwordHash } }
      : { kind: "password", passwordHash };
  const outcome = await redeemLink(tokenHash, use, requester);
  return outcome.kind === "used" ? { kind: "accepted", email: outcome.email } : notFound("open link");
}

function personOf(link: OpenLink, input: LinkAcceptInput): { kind: "person"; email: string; name: string } | Refusal {
  const email = link.email ?? input.email;
  if (email === undefined) return refused("Enter your e-mail address.", "email");
  const name = link.name ?? input.name;
  if (name === undefined) return refused("Enter your name.", "name");
  return { kind: "person", email, name };
}
