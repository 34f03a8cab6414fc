import { newId } from "#lib/platform/ids.ts";
import { answerError } from "./answer-error.ts";
import { authConfig } from "./auth-config.ts";
import { refuseCrossSite } from "./refuse-cross-site.ts";
import { remoteAddress } from "./remote-address.ts";

interface Requester {
  remoteAddress: string | null;
  requestId: string;
}

/** The frame of the two handlers that a one-time link opens before there is any session. */
export function withLink(handler: (request: Request, requester: Requester) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const requestId = newId();
    try {
      const { consoleUrl, trustedProxies } = authConfig();
      refuseCrossSite(request, consoleUrl);
      return await handler(request, { requestId, remoteAddress: remoteAddress(request.headers, trustedProxies) });
    } catch (error) {
      return answerError(error, request, requestId);
    }
  };
}
