import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { buildDocument } from "./document.ts";

let document: unknown;

export const GET = withActor(null, async () => {
  document ??= buildDocument();
  return json(200, document);
});
