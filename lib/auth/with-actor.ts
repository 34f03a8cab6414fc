import { AppError } from "#lib/domain/app-error.ts";
import type { Permission } from "#lib/domain/permission.ts";
import { newId } from "#lib/platform/ids.ts";
import type { Actor } from "./actor.ts";
import { answerError } from "./answer-error.ts";
import { authConfig } from "./auth-config.ts";
import { authenticate } from "./authenticate.ts";
import { recordDenial } from "./record-denial.ts";
import { refuseCrossSite } from "./refuse-cross-site.ts";

type RouteParams = Record<string, string | string[]>;
type ActorHandler<Params> = (actor: Actor, request: Request, params: Params) => Promise<Response>;
/** Next leaves `params` out for a route without any. */
type RouteHandler<Params> = (request: Request, context: { params?: Promise<Params> }) => Promise<Response>;

/**
 * The frame of every handler under /api/v1: who asks, whether a browser of ours sent it, whether they may, and the
 * error shape for whatever goes wrong. A null permission means that any signed-in caller may.
 */
export function withActor<Params extends RouteParams = Record<never, never>>(
  permission: Permission | null,
  handler: ActorHandler<Params>,
): RouteHandler<Params> {
  return async (request, context) => {
    const requestId = newId();
    try {
      const actor = await identify(request, requestId);
      const response = await runFor(actor, permission, request, async () => {
        // Without params in the path there are none in its type either.
        const params = (await context.params) ?? ({} as Params);
        return handler(actor, request, params);
      });
      response.headers.set("x-request-id", requestId);
      return response;
    } catch (error) {
      return answerError(error, request, requestId);
    }
  };
}

async function identify(request: Request, requestId: string): Promise<Actor> {
  const authentication = await authenticate(request.headers, requestId);
  if (authentication.kind === "anonymous") throw new AppError("unauthenticated", "Sign in or send a valid API key.");
  if (authentication.kind === "session") refuseCrossSite(request, authConfig().consoleUrl);
  return authentication.actor;
}

async function runFor(
  actor: Actor,
  permission: Permission | null,
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  try {
    if (permission !== null) actor.require(permission);
    return await handle();
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") await recordDenial(actor, request, error.message);
    throw error;
  }
}
