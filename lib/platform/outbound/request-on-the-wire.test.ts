import { expect, test } from "vitest";
import { startRawServer } from "#lib/testing/counting-server.ts";
import { outboundTest } from "#lib/testing/outbound-test.ts";
import { sendRequest } from "./send-request.ts";

const { keep, createAgent } = outboundTest();
const OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

/** What a receiver reads off the wire, byte for byte. */
async function written(path: string, headers: Record<string, string>, body: Buffer): Promise<string> {
  let text = "";
  const server = await keep(
    startRawServer((socket) =>
      socket.on("data", (chunk) => {
        text += chunk.toString("latin1");
        if (text.length >= text.indexOf("\r\n\r\n") + 4 + body.length) socket.write(OK);
      }),
    ),
  );
  const url = `http://127.0.0.1:${server.port}${path}`;
  const outcome = await sendRequest(createAgent({ allow: "127.0.0.1" }), { url, headers, body, timeoutMs: 2000 });
  expect(outcome.kind).toBe("succeeded");
  return text.replaceAll(`127.0.0.1:${server.port}`, "HOST");
}

test("a request holds what was asked for and what HTTP needs, each once, and nothing else", async () => {
  const body = Buffer.from([0x7b, 0x00, 0xff, 0x0d, 0x0a, 0x7d]);
  const text = await written("/in?a=%20b&c=é", { "content-type": "application/json", "x-tenant": "7" }, body);
  const [head = "", ...rest] = text.split("\r\n\r\n");
  expect(head.split("\r\n").sort()).toEqual([
    "POST /in?a=%20b&c=%C3%A9 HTTP/1.1",
    "connection: keep-alive",
    "content-length: 6",
    "content-type: application/json",
    "host: HOST",
    "x-tenant: 7",
  ]);
  expect(Buffer.from(rest.join("\r\n\r\n"), "latin1").equals(body)).toBe(true);
});

test("an empty body has its length said, and 300 kB arrive whole", async () => {
  expect(await written("/", {}, Buffer.alloc(0))).toContain("content-length: 0\r\n");
  const large = Buffer.alloc(300_000, 0x61);
  const text = await written("/", {}, large);
  expect(text.slice(text.indexOf("\r\n\r\n") + 4)).toBe(large.toString());
});

test.each([
  ["transfer-encoding", "chunked"],
  ["content-length", "1"],
  ["upgrade", "h2c"],
  ["expect", "100-continue"],
  ["x-split", "a\r\nx-injected: 1"],
  ["x-nul", "a\u0000b"],
  ["a b", "c"],
  ["x-letter", "\u0100"],
])("D23: the header %s: %j, were it ever stored, is not sent", async (name, value) => {
  const server = await keep(startRawServer((socket) => socket.once("data", () => socket.end(OK))));
  const request = { url: server.url, headers: { [name]: value }, body: Buffer.from("{}"), timeoutMs: 2000 };
  const outcome = await sendRequest(createAgent({ allow: "127.0.0.1" }), request);
  expect(outcome).toMatchObject({ kind: "failed", error: { kind: "internal" }, address: null });
});
