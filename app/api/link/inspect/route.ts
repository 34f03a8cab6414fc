import { json } from "#lib/auth/api-response.ts";
import { credentialHash } from "#lib/auth/credential.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withLink } from "#lib/auth/with-link.ts";
import { linkInspectInput } from "#lib/domain/api/link-input.ts";
import { inspectLink } from "#lib/queries/access/inspect-link.ts";

export const POST = withLink(async (request) => {
  const { token } = parseInput(linkInspectInput, await readJson(request, 1_024));
  return json(200, await inspectLink(credentialHash(token)));
});
