import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { type CountingServer, startHttpServer } from "./counting-server.ts";

export type ReceivedWebhook = {
  id: string;
  /** Seconds, as the sender claims. */
  timestamp: number;
  attempt: number;
  replayId: string | null;
  isAccepted: boolean;
};

export type WebhookReceiver = {
  url: string;
  received: ReceivedWebhook[];
  /** Whether a receiver that knows only this secret would have taken every webhook from the given place on. */
  wouldAccept(secret: string, from?: number): boolean[];
  /** From now on the receiver knows these secrets; none of them means that it is down. */
  learn(...secrets: string[]): void;
  close(): Promise<void>;
};

/** A receiver as its owner would write it: it answers 204 to what the npm packages verify, and 401 to anything else. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  let secrets: string[] = [];
  const received: ReceivedWebhook[] = [];
  const server: CountingServer = await startHttpServer((_request, response) => {
    const request = server.requests.at(-1);
    if (request === undefined) return response.destroy();
    const headers = textHeaders(request.headers);
    const isAccepted = secrets.some((secret) => verifies(secret, request.body, headers));
    received.push({
      id: headers["webhook-id"] ?? "",
      timestamp: Number(headers["webhook-timestamp"]),
      attempt: Number(headers["signalbox-attempt"]),
      replayId: headers["signalbox-replay"] ?? null,
      isAccepted,
    });
    return response.writeHead(isAccepted ? 204 : secrets.length > 0 ? 401 : 503).end();
  });
  return {
    url: server.url,
    received,
    wouldAccept: (secret, from = 0) =>
      server.requests.slice(from).map(({ body, headers }) => verifies(secret, body, textHeaders(headers))),
    learn: (...known) => {
      secrets = known;
    },
    close: server.close,
  };
}

/** Both packages must agree; that they do not is a fault of the signature, so it is no verdict. */
function verifies(secret: string, body: Buffer, headers: Record<string, string>): boolean {
  const verdicts = [new StandardWebhook(secret), new SvixWebhook(secret)].map((webhook) => {
    try {
      webhook.verify(body.toString("utf8"), headers);
      return true;
    } catch {
      return false;
    }
  });
  if (verdicts[0] !== verdicts[1]) throw new Error("standardwebhooks and svix disagree about a signature");
  return verdicts[0] === true;
}

function textHeaders(headers: CountingServer["requests"][number]["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
