import { ForbiddenState } from "#components/layout/forbidden-state.tsx";
import { findPageActor } from "#lib/auth/require-page-actor.ts";

export default async function ConsoleForbidden() {
  const actor = await findPageActor();
  return <ForbiddenState role={actor?.role ?? null} />;
}
