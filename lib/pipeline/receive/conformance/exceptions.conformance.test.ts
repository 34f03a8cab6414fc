import { expect, test } from "vitest";
import type { Door } from "#lib/pipeline/receive/incoming-request.ts";
import { describeDoors } from "#lib/testing/describe-doors.ts";
import { openRawClient } from "#lib/testing/raw-client.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const SECRET = "abound-secret-number-one";
const HEADERS = 150;

interface Exception {
  /** The head of a genuine request, changed. */
  change(head: string): string;
  /** What each door answers; null is an end of the connection without an answer. */
  answers: Record<Door, readonly (number | null)[]>;
}

/**
 * Everything in which the Next door differs, because Next or its HTTP server decides before or after the handler.
 * Two more are seen at the receiver only: its deadline for headers and its limit of connections.
 */
const EXCEPTIONS: Record<string, Exception> = {
  "R53 repeated slashes": {
    change: (head) => head.replace("/api/webhooks/", "//api//webhooks//"),
    answers: { receiver: [200], console: [308] },
  },
  "an absolute target": {
    change: (head) => head.replace(" /api", " http://example.com/api"),
    answers: { receiver: [200], console: [200, 308, 400, 404] },
  },
  "R56 the header RSC": {
    change: (head) => head.replace("host:", "rsc: 1\r\nhost:"),
    answers: { receiver: [200], console: [200, 307] },
  },
  "R56 a request to upgrade": {
    change: (head) => head.replace("host:", "upgrade: websocket\r\nhost:").replace("close", "upgrade"),
    answers: { receiver: [200], console: [200, 400, 404, 426, null] },
  },
  TRACE: {
    change: (head) => head.replace("POST", "TRACE"),
    answers: { receiver: [405], console: [400, 405, 500] },
  },
  "more than a hundred headers": {
    change: (head) => head.replace("host:", `${"x: y\r\n".repeat(HEADERS)}host:`),
    answers: { receiver: [431], console: [200] },
  },
};

let count = 0;

function genuine(): { head: string; body: string } {
  count += 1;
  const body = `{"event":"users.updated","webhookRequestId":"exception-${process.pid}-${count}"}`;
  const signature = signAbound(SECRET, body);
  const lines = ["host: localhost", "connection: close", `content-length: ${body.length}`];
  const head = ["POST /api/webhooks/abound HTTP/1.1", ...lines, `abound-signature: ${signature}`].join("\r\n");
  return { head: `${head}\r\n\r\n`, body };
}

describeDoors(
  "where the Next door differs",
  async (pool) => {
    await insertSource(pool, "abound", "abound", { secrets: { main: SECRET } });
  },
  (doors) => {
    const send = async (bytes: string, isHalfClosed = false) => {
      const client = await openRawClient(doors.door.port, bytes);
      if (isHalfClosed) client.socket.end();
      setTimeout(() => client.socket.destroy(), 3000);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(await client.closed)?.[1];
      return status === undefined ? null : Number(status);
    };

    test.each(Object.keys(EXCEPTIONS))("%s", async (name) => {
      const { head, body } = genuine();
      const exception = EXCEPTIONS[name];
      const status = await send((exception?.change(head) ?? "") + body);
      expect(exception?.answers[doors.door.door]).toContain(status);
    });

    test("a sender that closes its half of the connection after the request hears from the receiver", async () => {
      const { head, body } = genuine();
      const status = await send(head + body, true);
      expect(doors.door.door === "receiver" ? [200] : [200, null]).toContain(status);
    });
  },
);
