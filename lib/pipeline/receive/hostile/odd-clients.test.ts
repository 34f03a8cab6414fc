import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { openHostileDoor } from "#lib/testing/hostile-door.ts";
import { openRawClient } from "#lib/testing/raw-client.ts";

const OVER_THE_CAP = 300_000;
const PIECES = 9;
const PIECE_BYTES = 100_000;

const hostile = openHostileDoor();
const storedEvents = async () =>
  Number((await hostile.database.pool.query("SELECT count(*) FROM events")).rows[0].count);
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]));

test("webhooks sent one behind the other without waiting are answered each, in order", async () => {
  const before = await storedEvents();
  const refused = hostile.head("content-length: 0", "abound-signature: 00");
  const requests = Array.from({ length: 200 }, (_, at) => (at % 4 === 3 ? refused : hostile.genuine()));
  const client = await openRawClient(hostile.door.port, requests.join("") + hostile.genuine("connection: close"));
  const expected = [...requests.map((request) => (request === refused ? 401 : 200)), 200];
  expect(statuses(await client.closed)).toEqual(expected);
  expect((await storedEvents()) - before).toBe(151);
});

test("a sender that closes its half of the connection after the request still gets the answer", async () => {
  const client = await openRawClient(hostile.door.port);
  client.socket.end(hostile.genuine());
  expect(statuses(await client.closed)).toEqual([200]);
});

test("a sender that is gone before the answer leaves its event and no trouble", async () => {
  const before = await storedEvents();
  for (let at = 0; at < 50; at += 1) {
    const client = await openRawClient(hostile.door.port, hostile.genuine());
    client.socket.resetAndDestroy();
  }
  await delay(500);
  expect(await storedEvents()).toBeLessThanOrEqual(before + 50);
  expect((await hostile.sendGenuine()).answer).toMatch(/^HTTP\/1\.1 200 /);
});

test("a request to upgrade is served like any other, and a reset in the middle of it does no harm", async () => {
  const upgrade = ["connection: upgrade", "upgrade: h2c"];
  const client = await openRawClient(hostile.door.port, hostile.genuine(...upgrade));
  await eventually(() => expect(statuses(client.received())).toEqual([200]));
  client.socket.destroy();
  for (let at = 0; at < 50; at += 1) {
    const gone = await openRawClient(hostile.door.port, hostile.genuine(...upgrade));
    gone.socket.resetAndDestroy();
  }
  const tunnel = await openRawClient(hostile.door.port, "CONNECT example.com:80 HTTP/1.1\r\nhost: example.com\r\n\r\n");
  expect(statuses(await tunnel.closed)).toEqual([]);
  expect((await hostile.sendGenuine()).answer).toMatch(/^HTTP\/1\.1 200 /);
});

test("a sender that pushes its whole body before it listens gets to read the 413", async () => {
  const client = await openRawClient(hostile.door.port, hostile.head(`content-length: ${PIECES * PIECE_BYTES}`));
  client.socket.pause();
  for (let at = 0; at < PIECES; at += 1) {
    client.socket.write("x".repeat(PIECE_BYTES));
    await delay(20);
  }
  client.socket.resume();
  expect(statuses(await client.closed)).toEqual([413]);
});

test("a sender that waits for 100 Continue is not asked for a body that would be refused", async () => {
  const expects = ["expect: 100-continue", `content-length: ${OVER_THE_CAP}`];
  const client = await openRawClient(hostile.door.port, hostile.head(...expects));
  expect(statuses(await client.closed)).toEqual([413]);
  const unknown = hostile.head("expect: 100-continue", "content-length: 2").replace("abound", "nobody");
  const other = await openRawClient(hostile.door.port, unknown);
  expect(statuses(await other.closed)).toEqual([404]);
});

test("more headers than a request may have are refused with 431 rather than dropped in silence", async () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `x-${at}: y`);
  const fits = await openRawClient(hostile.door.port, hostile.genuine(...lines(90)));
  await eventually(() => expect(statuses(fits.received())).toEqual([200]));
  fits.socket.destroy();
  const client = await openRawClient(hostile.door.port, hostile.genuine(...lines(150)));
  expect(statuses(await client.closed)).toEqual([431]);
});

test("a body in small chunks is put together, one in thousands of tiny pieces is refused", async () => {
  const [start = "", body = ""] = hostile.genuine().split("\r\n\r\n");
  const head = `${start.replace(/content-length: \d+/, "transfer-encoding: chunked")}\r\n\r\n`;
  const chunks = [...body].map((character) => `1\r\n${character}\r\n`).join("");
  const client = await openRawClient(hostile.door.port, `${head}${chunks}0\r\n\r\n`);
  await eventually(() => expect(statuses(client.received())).toEqual([200]));
  client.socket.destroy();
  const tiny = await openRawClient(hostile.door.port, `${head}${"1\r\nx\r\n".repeat(5000)}0\r\n\r\n`);
  expect(statuses(await tiny.closed)).toEqual([413]);
});

test("an endless answerless flood on one connection leaves room for others", async () => {
  const client = await openRawClient(hostile.door.port);
  client.socket.pause();
  const flood = hostile.head("content-length: 0").repeat(5000);
  client.socket.write(flood);
  expect((await hostile.sendGenuine()).answer).toMatch(/^HTTP\/1\.1 200 /);
  client.socket.destroy();
  await once(client.socket, "close");
});
