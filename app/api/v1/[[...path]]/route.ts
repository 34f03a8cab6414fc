import { withActor } from "#lib/auth/with-actor.ts";
import { AppError } from "#lib/domain/app-error.ts";

/** Every path that no other file serves: 401 without credentials, as any other, and only then 404. */
const handle = withActor(null, async () => {
  throw new AppError("not_found", "There is nothing at this path.");
});

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
