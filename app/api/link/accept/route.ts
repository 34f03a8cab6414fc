import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withLink } from "#lib/auth/with-link.ts";
import { acceptLink } from "#lib/commands/accept-link.ts";
import { linkAcceptInput } from "#lib/domain/api/link-input.ts";

export const POST = withLink(async (request, requester) => {
  const outcome = await acceptLink(parseInput(linkAcceptInput, await readJson(request, 16_384)), requester);
  return outcome.kind === "accepted" ? json(200, { email: outcome.email }) : failWith(outcome);
});
