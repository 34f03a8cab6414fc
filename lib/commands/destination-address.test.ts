import { isIPv6 } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BLOCKED_RANGES, LOCAL_HOSTS, NEVER_ALLOWED, urlTricks } from "#lib/testing/address-tricks.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { createDestination } from "./create-destination.ts";
import { testDestination } from "./test-destination.ts";
import { updateDestination } from "./update-destination.ts";

const admin = testActor("admin");
const GOOD_URL = "https://9.9.9.9/hook";
let console: TestConsole;
let listeners: CountingServer[];
let existing: string;

beforeAll(async () => {
  const mapped = (address: string) => (isIPv6(address) ? `${address}/128` : `${address}/32`);
  console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: NEVER_ALLOWED.map(mapped).join(",") });
  const ipv4 = await startHttpServer((_request, response) => response.end(), "0.0.0.0");
  // The same port on IPv6, where this machine has it.
  const ipv6 = await startHttpServer((_request, response) => response.end(), "::1", ipv4.port).catch(() => null);
  listeners = ipv6 ? [ipv4, ipv6] : [ipv4];
  const created = await createDestination(admin, { name: "Ledger", url: GOOD_URL });
  if (created.kind !== "created") throw new Error(created.message);
  existing = created.destination.id;
});
afterAll(async () => {
  for (const listener of listeners) await listener.close();
  await console.close();
});

const port = () => listeners[0]?.port ?? 0;
const bracketed = (address: string) => (isIPv6(address) ? `[${address}]` : address);

/** A new destination and a change of an old one are refused with the field named, and nobody is called. */
async function expectRefused(url: string): Promise<void> {
  const refusal = { kind: "refused", field: "url", message: expect.stringMatching(/\.$/) };
  expect([url, await createDestination(admin, { name: "Trick", url })]).toEqual([
    url,
    expect.objectContaining(refusal),
  ]);
  expect([url, await updateDestination(admin, existing, { url })]).toEqual([url, expect.objectContaining(refusal)]);
}

async function expectNothingHappened(): Promise<void> {
  const { rows } = await console.database.pool.query("SELECT name, url FROM destinations");
  expect(rows).toEqual([{ name: "Ledger", url: GOOD_URL }]);
  expect(listeners.map((listener) => listener.connects())).toEqual(listeners.map(() => 0));
}

describe("no address trick reaches a private listener at save", () => {
  test("D01: not by any spelling of this machine", async () => {
    for (const host of LOCAL_HOSTS) {
      await expectRefused(`http://${host}:${port()}/hook`);
      await expectRefused(`https://${host}:${port()}/hook`);
    }
    await expectNothingHappened();
  });

  test("D10: not by a text that is read otherwise than it looks", async () => {
    for (const url of urlTricks(port())) await expectRefused(url);
    await expectNothingHappened();
  });

  test("not by the first or last address of any blocked range", async () => {
    for (const address of BLOCKED_RANGES.flatMap(([, ...addresses]) => addresses)) {
      await expectRefused(`https://${bracketed(address)}/`);
    }
    await expectNothingHappened();
  });

  test("D02: not by a metadata, unspecified or multicast address, although every one of them is allow-listed", async () => {
    for (const address of NEVER_ALLOWED) {
      await expectRefused(`http://${bracketed(address)}/`);
      await expectRefused(`https://${bracketed(address)}/`);
    }
    await expectNothingHappened();
  });

  test("not on a port that is not for the web, nor over plain http in public", async () => {
    for (const unsafe of [22, 25, 465, 587, 2375, 3306, 5432, 6379, 9200, 11_211, 27_017]) {
      await expectRefused(`https://9.9.9.9:${unsafe}/`);
    }
    await expectRefused("http://9.9.9.9/");
    await expectNothingHappened();
  });
});

test("a destination whose address was saved under another rule is not called by its test either", async () => {
  await console.database.pool.query("UPDATE destinations SET url = $1", [`http://127.0.0.1:${port()}/`]);
  const outcome = await testDestination(admin, existing, {});
  expect(outcome).toMatchObject({ kind: "tested", result: { error: { kind: "blocked_address" } } });
  await console.database.pool.query("UPDATE destinations SET url = $1", [GOOD_URL]);
  await expectNothingHappened();
});
