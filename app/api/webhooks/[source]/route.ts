import type { NextRequest } from "next/server";
import { BodyBuffer } from "#lib/pipeline/receive/body-buffer.ts";
import { consoleDoor } from "#lib/pipeline/receive/console-door.ts";
import { readWebBody } from "#lib/pipeline/receive/read-web-body.ts";
import { receiveWebhook } from "#lib/pipeline/receive/receive-webhook.ts";

async function receive(request: NextRequest, { params }: RouteContext<"/api/webhooks/[source]">) {
  const { source } = await params;
  const { context, bodies, addressOf } = await consoleDoor();
  const announced = request.headers.get("content-length");
  const contentLength = announced === null ? null : Number(announced);
  const body = new BodyBuffer(bodies, contentLength);
  const answer = await receiveWebhook(context, {
    door: "console",
    method: request.method,
    slug: source,
    headers: [...request.headers],
    contentLength,
    remoteAddress: addressOf(request.headers),
    readBody: (limits) => readWebBody(request.body, limits, body),
  }).finally(() => body.release());
  const close: Record<string, string> = answer.closes ? { connection: "close" } : {};
  return new Response(null, { status: answer.status, headers: { ...answer.headers, ...close } });
}

export const dynamic = "force-dynamic";
export {
  receive as DELETE,
  receive as GET,
  receive as HEAD,
  receive as OPTIONS,
  receive as PATCH,
  receive as POST,
  receive as PUT,
};
