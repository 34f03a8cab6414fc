import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createApiClient } from "./api-client.ts";
import { readStream } from "./read-stream.ts";

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
});

async function serve(answer: (response: ServerResponse, lastEventId: string | undefined) => void) {
  server = createServer((request, response) => answer(response, request.headers["last-event-id"]?.toString()));
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  // A listening TCP server's address is an object.
  const { port } = server.address() as AddressInfo;
  return createApiClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: "key" });
}

const message = (id: string, slug: string) =>
  `id: ${id}\nevent: source\ndata: ${JSON.stringify({ kind: "source", slug, status: "enabled", version: 1, updatedAt: "2026-03-01T00:00:00.000Z" })}\n\n`;

async function take(client: ReturnType<typeof createApiClient>, count: number) {
  const controller = new AbortController();
  const slugs: string[] = [];
  for await (const change of readStream(client, { signal: controller.signal, reconnectMs: 5 })) {
    if (change.kind === "source") slugs.push(change.slug);
    if (slugs.length === count) controller.abort();
  }
  return slugs;
}

test("changes arrive whole, however the bytes are cut, and comments and unknown kinds are passed over", async () => {
  const client = await serve((response) => {
    const text = `: hello\n\n${message("1", "a")}data: {"kind":"weather"}\n\ndata: not json\n\n${message("2", "café")}`;
    const bytes = Buffer.from(text.replaceAll("\n", "\r\n"));
    let at = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(at, at + 40));
      at += 40;
      if (at > bytes.length) clearInterval(timer);
    }, 1);
  });
  expect(await take(client, 2)).toEqual(["a", "café"]);
});

test("a lost connection is made again and resumes after the last change that arrived", async () => {
  const asked: (string | undefined)[] = [];
  const client = await serve((response, lastEventId) => {
    asked.push(lastEventId);
    response.write(message(String(asked.length), `source-${asked.length}`), () => response.destroy());
  });
  expect(await take(client, 3)).toEqual(["source-1", "source-2", "source-3"]);
  expect(asked).toEqual([undefined, "1", "2"]);
});

test("a refusal ends the reading with the API's own words", async () => {
  const client = await serve((response) => {
    response.writeHead(403, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { code: "forbidden", message: "Not with this key.", requestId: null } }));
  });
  await expect(take(client, 1)).rejects.toMatchObject({ status: 403, message: "Not with this key." });
});
