import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { type DoorFixture, describeDoors } from "#lib/testing/describe-doors.ts";
import { sendRaw } from "#lib/testing/raw-request.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const SECRET = "abound-secret-number-one";
const CAP = 262_144;

let count = 0;

/** A signed Abound body of a given size. */
function signedBody(bytes = 0): { body: string; signature: string } {
  count += 1;
  const start = `{"event":"users.updated","webhookRequestId":"http-${count}","pad":"`;
  const body = `${start}${"x".repeat(Math.max(0, bytes - start.length - 2))}"}`;
  return { body, signature: signAbound(SECRET, body) };
}

function head(target: string, lines: string[], method = "POST"): string {
  return `${[`${method} ${target} HTTP/1.1`, "host: localhost", ...lines].join("\r\n")}\r\n\r\n`;
}

function signedLines({ body, signature }: ReturnType<typeof signedBody>): string[] {
  return [`content-length: ${Buffer.byteLength(body)}`, `abound-signature: ${signature}`];
}

describeDoors(
  "HTTP",
  async (pool) => {
    await insertSource(pool, "abound", "abound", { secrets: { main: SECRET } });
    const deleted = await insertSource(pool, "abound", "deleted", { secrets: { main: SECRET } });
    await pool.query("UPDATE sources SET deleted_at = now() WHERE id = $1", [deleted]);
  },
  (doors) => {
    const events = async () => Number((await doors.pool.query("SELECT count(*) FROM events")).rows[0].count);
    const raw = (...parts: (string | Buffer)[]) => sendRaw(doors.door.port, ...parts);
    const postTo = (target: string, extra: string[] = []) => {
      const signed = signedBody();
      return raw(head(target, [...signedLines(signed), ...extra]), signed.body);
    };

    test("R47 a body of exactly the cap is accepted", async () => {
      const signed = signedBody(CAP);
      expect(Buffer.byteLength(signed.body)).toBe(CAP);
      expect((await raw(head("/api/webhooks/abound", signedLines(signed)), signed.body)).status).toBe(200);
    });

    test("R47 a body announced one byte over the cap is refused before it is sent", async () => {
      const answer = await raw(head("/api/webhooks/abound", [`content-length: ${CAP + 1}`, "abound-signature: 00"]));
      expect(answer.status).toBe(413);
      expect(answer.text).toBe("");
    });

    test("R47 a chunked body is cut at the cap", async () => {
      const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
      const before = await rss(doors);
      const answer = await raw(
        head("/api/webhooks/abound", ["transfer-encoding: chunked", `abound-signature: ${"0".repeat(64)}`]),
        ...Array<string>(40).fill(chunk),
      );
      expect([413, null]).toContain(answer.status);
      expect((await rss(doors)) - before).toBeLessThan(80);
    });

    test("a body that takes longer than ten seconds is cut with 408", async () => {
      const socket = connect(doors.door.port, "127.0.0.1");
      const startedAt = performance.now();
      socket.write(head("/api/webhooks/abound", ["content-length: 1000", `abound-signature: ${"0".repeat(64)}`]));
      const drip = setInterval(() => socket.write("x"), 500);
      const answer = await new Promise<string>((done) => {
        socket.once("data", (chunk) => done(chunk.toString()));
        socket.once("error", () => done(""));
      });
      clearInterval(drip);
      socket.destroy();
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(performance.now() - startedAt).toBeLessThan(12_000);
    });

    test("R52 a sender that waits for 100 Continue is served", async () => {
      expect((await postTo("/api/webhooks/abound", ["expect: 100-continue"])).status).toBe(200);
    });

    test("R53 a slash at the end and a query are accepted", async () => {
      expect((await postTo("/api/webhooks/abound/")).status).toBe(200);
      expect((await postTo("/api/webhooks/abound?from=abound")).status).toBe(200);
    });

    test("R55 an unknown source and a deleted one are told apart by nothing", async () => {
      const [unknown, deleted] = [await postTo("/api/webhooks/nobody"), await postTo("/api/webhooks/deleted")];
      expect(unknown.status).toBe(404);
      expect(deleted.status).toBe(404);
      expect(deleted.text).toBe(unknown.text);
    });

    test("a path in another case or percent-encoded is no source", async () => {
      for (const path of ["/api/webhooks/ABOUND", "/api/webhooks/%61bound%00", "/API/webhooks/abound"]) {
        expect((await postTo(path)).status).toBe(404);
      }
    });

    test.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])(
      "%s is refused with Allow: POST",
      async (method) => {
        const answer = await raw(head("/api/webhooks/abound", [], method));
        expect(answer.status).toBe(405);
        expect(answer.headers.get("allow")).toBe("POST");
      },
    );

    const framework: Record<string, string> = {
      "x-middleware-subrequest": "middleware:middleware:middleware",
      "next-action": "00",
      "content-encoding": "gzip",
    };
    test.each(Object.keys(framework))("R56 the header %s changes nothing", async (name) => {
      const before = await events();
      expect((await postTo("/api/webhooks/abound", [`${name}: ${framework[name]}`])).status).toBe(200);
      expect(
        (await raw(head("/api/webhooks/abound", [`${name}: ${framework[name]}`, "content-length: 2"]), "{}")).status,
      ).toBe(401);
      expect(await events()).toBe(before + 1);
    });

    test("the door lives after all of this", async () => {
      expect((await postTo("/api/webhooks/abound")).status).toBe(200);
      const live = await fetch(`${doors.door.url}/api/health/live`);
      expect(live.status).toBe(200);
      const ready = await fetch(`${doors.door.url}/api/health/ready`);
      expect(await ready.json()).toMatchObject({ checks: { database: "up" } });
    });
  },
);

/** Resident memory of the door's process, in MiB. */
async function rss(doors: DoorFixture): Promise<number> {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${doors.door.pid}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}
