import { createSecretKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { findProvider } from "#lib/providers/find-provider.ts";
import { readKeySet } from "#lib/signatures/jwks.ts";
import { ABOUND_TYPES } from "./abound-body.ts";
import { ASSET_TYPES } from "./asset-body.ts";
import type { Shipment } from "./plan-run.ts";
import { readAssetSigner } from "./sender-keys.ts";
import { planShipments, type SimulateOptions } from "./simulate.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signer = readAssetSigner(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
const SECRET = "appSecret_testvector_do_not_use";

const OPTIONS: SimulateOptions = {
  seed: "a run",
  count: 200,
  rate: 50,
  concurrency: 1,
  retryScale: 0,
  businesses: 6,
  users: 5,
  duplicates: 0,
  disorder: 0,
  badSignatures: 0,
  wire: "mixed",
  startAt: new Date("2026-03-02T10:00:00Z"),
  receiverUrl: "http://127.0.0.1:3001",
  asset: { slug: "sim-asset", privateKey: signer.privateKey, headers: {} },
  abound: { slug: "sim-abound", secret: SECRET },
};

async function credentials() {
  const reading = await readKeySet(JSON.stringify(signer.keySet));
  return {
    rsaKeys: reading.kind === "key_set" ? reading.keys : [],
    secrets: [{ label: "simulator", key: createSecretKey(Buffer.from(SECRET, "utf8")) }],
    sharedHeaders: [],
  };
}

async function judge(shipments: readonly Shipment[]) {
  const known = await credentials();
  return shipments.map(({ provider, headers, body }) =>
    findProvider(provider).authenticate({ headers: Object.entries(headers), body }, known),
  );
}

test("every genuine webhook verifies, and what it says has the documented form", async () => {
  const shipments = planShipments(OPTIONS);
  const verdicts = await judge(shipments);
  expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(["authentic"]));
  for (const [index, { provider, headers, body, type }] of shipments.entries()) {
    const verdict = verdicts[index];
    if (verdict?.kind !== "authentic") continue;
    const request = { headers: Object.entries(headers), body, text: verdict.text, receivedAt: OPTIONS.startAt };
    const facts = findProvider(provider).readFacts({ ...request, environment: "sandbox" });
    expect(facts.type).toBe(type);
    expect(facts.flags.filter((flag) => flag !== "no_time")).toEqual([]);
  }
});

test("the first webhooks of a run are one of each documented type", () => {
  const types = planShipments({ ...OPTIONS, count: ASSET_TYPES.length + ABOUND_TYPES.length }).map(({ type }) => type);
  expect(types).toEqual([...ASSET_TYPES, ...ABOUND_TYPES]);
});

test("the spaced form verifies as sent and the compact form as Python's text of it", async () => {
  const via = async (wire: "spaced" | "compact") => {
    const verdicts = await judge(planShipments({ ...OPTIONS, abound: null, count: 60, wire }));
    return new Set(verdicts.map((verdict) => (verdict.kind === "authentic" ? verdict.via : verdict.kind)));
  };
  expect(await via("spaced")).toEqual(new Set(["raw"]));
  expect(await via("compact")).toEqual(new Set(["python"]));
});

test("no forgery verifies, and forgeries come on top of the events", async () => {
  const shipments = planShipments({ ...OPTIONS, badSignatures: 0.4 });
  const forgeries = shipments.filter(({ kind }) => kind === "forgery");
  expect(shipments.filter(({ kind }) => kind === "event")).toHaveLength(OPTIONS.count);
  expect(forgeries.length).toBeGreaterThan(40);
  const verdicts = await judge(forgeries);
  expect(verdicts.filter(({ kind }) => kind === "authentic")).toEqual([]);
});

test("a duplicate is the same bytes under the same id", () => {
  const shipments = planShipments({ ...OPTIONS, duplicates: 0.5 });
  const duplicates = shipments.filter(({ kind }) => kind === "duplicate");
  expect(duplicates.length).toBeGreaterThan(50);
  for (const { headers, body } of duplicates) {
    expect(shipments.some((event) => event.kind === "event" && event.headers === headers && event.body === body)).toBe(
      true,
    );
  }
});

test("disorder changes the order of sending and nothing else", () => {
  const bodies = (disorder: number) => planShipments({ ...OPTIONS, disorder }).map(({ body }) => body.toString("utf8"));
  const inOrder = bodies(0);
  const outOfOrder = bodies(0.5);
  expect(outOfOrder).not.toEqual(inOrder);
  expect([...outOfOrder].sort()).toEqual([...inOrder].sort());
});

test("the same seed and time give the same bytes; a later run tells the same story under new ids", () => {
  const run = (startAt: Date) => planShipments({ ...OPTIONS, startAt });
  const first = run(OPTIONS.startAt);
  expect(run(OPTIONS.startAt)).toEqual(first);
  const later = run(new Date("2026-03-03T10:00:00Z"));
  expect(later.map(({ type }) => type)).toEqual(first.map(({ type }) => type));
  const ids = (shipments: readonly Shipment[]) => shipments.flatMap(({ headers }) => headers["asset-id"] ?? []);
  expect(ids(later).filter((id) => ids(first).includes(id))).toEqual([]);
});
