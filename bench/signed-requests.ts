import { randomUUID } from "node:crypto";
import type { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { signAbound } from "#lib/testing/test-sources.ts";

/** Complete HTTP requests with signed Abound bodies of about the given size, each under an id of its own. */
export function aboundRequests(slug: string, secret: string, count: number, bytes: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const body = padded(bytes, (pad) =>
      JSON.stringify({
        resource: "taxPayments",
        resourceId: `taxPaymentId_${index}`,
        resourceStatus: "pending",
        event: "taxPayments.updated",
        userId: `userId_${index % 1000}`,
        webhookRequestId: randomUUID(),
        pad,
      }),
    );
    return httpRequest(slug, body, { "abound-signature": signAbound(secret, body) });
  });
}

/** The same for Asset. Signing takes about a millisecond each, so the caller asks for few. */
export function assetRequests(
  slug: string,
  signer: ReturnType<typeof createRsaSigner>,
  count: number,
  bytes: number,
): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const id = randomUUID();
    const timestamp = new Date().toISOString();
    const content = { business_id: `biz_${index % 1000}`, timestamp, account_id: `lni_${index}` };
    const body = padded(bytes, (pad) => JSON.stringify({ type: "PLAID_TRANSACTIONS_SYNCED", content, pad }));
    return httpRequest(slug, body, { "asset-id": id, "asset-signature": signer.sign(id, body) });
  });
}

function padded(bytes: number, write: (pad: string) => string): string {
  return write("x".repeat(Math.max(0, bytes - write("").length)));
}

/** A complete HTTP request to a source's door. */
export function httpRequest(slug: string, body: string | Buffer, headers: Readonly<Record<string, string>>): Buffer {
  const lines = [
    `POST /api/webhooks/${slug} HTTP/1.1`,
    "host: localhost",
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries({ "content-type": "application/json", ...headers }).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), Buffer.from(body)]);
}
