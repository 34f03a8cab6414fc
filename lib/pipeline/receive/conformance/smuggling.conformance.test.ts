import { expect, test } from "vitest";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { openRawClient } from "#lib/testing/raw-client.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const SECRET = "abound-secret-number-one";
/** Requests whose end two servers could see in different places. */
const SHAPES: Record<string, string> = {
  "Content-Length beside Transfer-Encoding": "content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  "Transfer-Encoding beside Content-Length": "transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n0\r\n\r\n",
  "two Content-Lengths that differ": "content-length: 4\r\ncontent-length: 5\r\n\r\nabcde",
  "two Content-Lengths that agree": "content-length: 4\r\ncontent-length: 4\r\n\r\nabcd",
  "a list as Content-Length": "content-length: 4, 4\r\n\r\nabcd",
  "a Content-Length with a sign": "content-length: +4\r\n\r\nabcd",
  "a negative Content-Length": "content-length: -4\r\n\r\nabcd",
  "a hexadecimal Content-Length": "content-length: 0x4\r\n\r\nabcd",
  "a Content-Length with a blank inside": "content-length: 4 4\r\n\r\nabcd",
  "a Content-Length beyond any number": "content-length: 99999999999999999999999\r\n\r\nabcd",
  "a blank before the colon": "content-length : 4\r\n\r\nabcd",
  "Transfer-Encoding with a blank before the colon": "transfer-encoding : chunked\r\n\r\n0\r\n\r\n",
  "chunked not being the last encoding": "transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
  "an encoding that only resembles chunked": "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
  "a folded header": "content-length: 4\r\nx-folded: a\r\n b\r\n\r\nabcd",
  "a folded Transfer-Encoding": "transfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
  "a header line ended by LF alone": "x-one: a\ncontent-length: 4\r\n\r\nabcd",
  "a CR inside a header": "x-one: a\rcontent-length: 4\r\n\r\n",
  "a NUL inside a header": "x-one: a\0b\r\ncontent-length: 4\r\n\r\nabcd",
  "a header without a colon": "content-length 4\r\n\r\nabcd",
  "a chunk size with a sign": "transfer-encoding: chunked\r\n\r\n+4\r\nabcd\r\n0\r\n\r\n",
  "a hexadecimal prefix in a chunk size": "transfer-encoding: chunked\r\n\r\n0x4\r\nabcd\r\n0\r\n\r\n",
  "a chunk size beyond any number": "transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\nabcd\r\n0\r\n\r\n",
  "a chunk extension ended by LF alone": "transfer-encoding: chunked\r\n\r\n4;a\nabcd\r\n0\r\n\r\n",
  "a chunk longer than announced": "transfer-encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n",
};

let count = 0;

/** A signed request, complete; told from others by its id. */
function genuine(): { id: string; bytes: string } {
  count += 1;
  const id = `hidden-${process.pid}-${count}`;
  const body = `{"event":"users.updated","webhookRequestId":"${id}"}`;
  const head = `POST /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${body.length}`;
  return { id, bytes: `${head}\r\nabound-signature: ${signAbound(SECRET, body)}\r\n\r\n${body}` };
}

describeDoors(
  "request smuggling",
  async (pool) => {
    await insertSource(pool, "abound", "abound", { secrets: { main: SECRET } });
  },
  (doors) => {
    const isStored = async (id: string) =>
      (await doors.pool.query("SELECT 1 FROM events WHERE provider_key = $1", [id])).rows.length > 0;
    const send = async (bytes: string) => {
      const client = await openRawClient(doors.door.port, bytes);
      client.socket.end();
      return client.closed;
    };

    test.each(Object.keys(SHAPES))("R50 %s is refused, and what follows it is no request", async (name) => {
      const hidden = genuine();
      const start = "POST /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\n";
      const answer = await send(`${start}${SHAPES[name]}${hidden.bytes}`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
      expect(await isStored(hidden.id)).toBe(false);
    });

    test("R50 a request without Host, and a version nobody knows, are refused", async () => {
      expect(await send("POST /api/webhooks/abound HTTP/1.1\r\ncontent-length: 0\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
      expect(await send("POST /api/webhooks/abound HTTP/9.9\r\nhost: x\r\n\r\n")).toMatch(/^HTTP\/1\.1 (400|505) /);
      expect(await send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).not.toMatch(/ 200 /);
    });

    test("two whole requests on one connection are both answered, in order", async () => {
      const [first, second] = [genuine(), genuine()];
      const client = await openRawClient(
        doors.door.port,
        first.bytes + second.bytes.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"),
      );
      expect((await client.closed).match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
      expect([await isStored(first.id), await isStored(second.id)]).toEqual([true, true]);
    });
  },
);
