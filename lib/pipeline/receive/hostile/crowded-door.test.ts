import { expect, test } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { openHostileDoor } from "#lib/testing/hostile-door.ts";
import { openRawClients, type RawClient } from "#lib/testing/raw-client.ts";

const MAX_OPEN = 2000;
const BODY_BYTES = 200_000;

const hostile = openHostileDoor();
const open = (clients: readonly RawClient[]) => clients.filter(({ socket }) => !socket.destroyed);
const leave = (clients: readonly RawClient[]) => {
  for (const { socket } of clients) socket.destroy();
};

test("a door full of silent connections cuts the slowest, and serves the newest", async () => {
  const first = await openRawClients(200, hostile.door.port);
  const others = await openRawClients(MAX_OPEN, hostile.door.port);
  for (let at = 0; at < 20; at += 1) expect((await hostile.sendGenuine()).answer).toMatch(/^HTTP\/1\.1 200 /);
  await eventually(() => expect(open(first)).toHaveLength(0));
  expect(open(others).length).toBeGreaterThan(MAX_OPEN * 0.9);
  expect(first[0]?.received()).toMatch(/^HTTP\/1\.1 503 .*retry-after: 10\r\n/s);
  leave(others);
}, 60_000);

test("of unfinished requests those go first that send the least", async () => {
  const start = hostile.head("content-length: 100000", `abound-signature: ${"0".repeat(64)}`);
  const quick = await openRawClients(50, hostile.door.port, () => start + "x".repeat(50_000));
  const slow = await openRawClients(50, hostile.door.port, () => `${start}x`);
  const others = await openRawClients(MAX_OPEN - 50, hostile.door.port, () => start + "x".repeat(3000));
  await eventually(() => expect(open(slow)).toHaveLength(0));
  expect(open(quick)).toHaveLength(50);
  leave([...quick, ...others]);
}, 60_000);

test("an idle connection of a sender outlives the unfinished ones, and its next webhook is taken", async () => {
  const [sender] = await openRawClients(1, hostile.door.port, () => hostile.genuine());
  await eventually(() => expect(sender?.received()).toMatch(/^HTTP\/1\.1 200 /));
  const crowd = await openRawClients(MAX_OPEN + 100, hostile.door.port);
  sender?.socket.write(hostile.genuine());
  await eventually(() => expect(sender?.received().match(/HTTP\/1\.1 200 /g)).toHaveLength(2));
  leave(crowd);
}, 60_000);

test("bodies beyond the door's memory give way with 503, and a genuine webhook is taken meanwhile", async () => {
  const start = hostile.head("content-length: 262144", `abound-signature: ${"0".repeat(64)}`);
  const clients = await openRawClients(600, hostile.door.port, () => start + "x".repeat(BODY_BYTES));
  expect((await hostile.sendGenuine()).answer).toMatch(/^HTTP\/1\.1 200 /);
  await eventually(() => expect(open(clients).length * BODY_BYTES).toBeLessThan(40_000_000));
  const refused = clients.filter(({ socket }) => socket.destroyed);
  expect(new Set(refused.map((client) => client.received().split("\r\n", 1)[0]))).toEqual(
    new Set(["HTTP/1.1 503 Service Unavailable"]),
  );
  leave(clients);
  await eventually(async () => {
    const { rows } = await hostile.database.pool.query("SELECT DISTINCT cause FROM requests WHERE status = 503");
    expect(rows).toEqual([{ cause: "overloaded" }]);
  });
}, 60_000);
