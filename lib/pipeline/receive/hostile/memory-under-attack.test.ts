import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { openHostileDoor } from "#lib/testing/hostile-door.ts";
import { openRawClients, type RawClient } from "#lib/testing/raw-client.ts";
import { residentMib } from "#lib/testing/resident-memory.ts";

const IDLE_MIB = 120;
const ATTACKED_MIB = 300;
const HOLD_MS = 2000;

const hostile = openHostileDoor("one_test");
let clients: RawClient[] = [];

afterEach(() => {
  for (const { socket } of clients) socket.destroy();
});

test(`an idle receiver takes at most ${IDLE_MIB} MiB`, () => {
  expect(residentMib(hostile.door.pid)).toBeLessThanOrEqual(IDLE_MIB);
});

const chunked = () => hostile.head("transfer-encoding: chunked", `abound-signature: ${"0".repeat(64)}`);
const attacks: Record<string, { count: number; bytes: () => string }> = {
  "pipelined requests whose answers nobody reads": {
    count: 10,
    bytes: () => hostile.head("content-length: 0").repeat(5000),
  },
  "headers that never end": {
    count: 1500,
    bytes: () => `POST /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\nx-long: ${"a".repeat(15_000)}`,
  },
  "headers of ten megabytes": {
    count: 20,
    bytes: () => `POST /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\nx-long: ${"a".repeat(10_000_000)}`,
  },
  "thousands of small headers": {
    count: 500,
    bytes: () => `POST /api/webhooks/abound HTTP/1.1\r\nhost: localhost\r\n${"a:b\r\n".repeat(3000)}`,
  },
  "bodies that never end": {
    count: 1000,
    bytes: () => `${hostile.head("content-length: 262144")}${"x".repeat(200_000)}`,
  },
  "bodies in chunks of one byte": { count: 50, bytes: () => chunked() + "1\r\nx\r\n".repeat(100_000) },
  "bodies of four megabytes": { count: 100, bytes: () => chunked() + `10000\r\n${"x".repeat(65_536)}\r\n`.repeat(64) },
  "a hundred thousand brackets": {
    count: 200,
    bytes: () => `${hostile.head("content-length: 100000")}${"[".repeat(100_000)}`,
  },
};
test.each(Object.keys(attacks))(
  `%s leave the receiver below ${ATTACKED_MIB} MiB and answering`,
  async (name) => {
    const { count, bytes } = attacks[name] ?? { count: 0, bytes: () => "" };
    const sent = bytes();
    clients = await openRawClients(count, hostile.door.port, () => sent);
    if (name.startsWith("pipelined")) for (const { socket } of clients) socket.pause();
    await delay(HOLD_MS);
    await eventually(async () => expect((await hostile.sendGenuine()).answer).toMatch(/^HTTP\/1\.1 200 /), 30_000);
    expect(residentMib(hostile.door.pid, "peak")).toBeLessThanOrEqual(ATTACKED_MIB);
  },
  60_000,
);
