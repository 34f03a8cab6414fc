import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { otherHeader, providerBody } from "#lib/testing/webhook-arbitraries.ts";
import { findProvider } from "./find-provider.ts";
import type { EventFacts } from "./provider.ts";

const LONGEST = { type: 200, businessId: 200, externalId: 255, userId: 200, subject: 200, occurredAtText: 200 };
const HASH_BYTES = 32;
const receivedAt = fc.date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
const assetId = fc.stringMatching(/^[!-+\--~]{1,200}$/);

/** Whether a PostgreSQL text gives back exactly this. */
function isKeepable(text: unknown): boolean {
  return text === null || (typeof text === "string" && text.isWellFormed() && !text.includes("\u0000"));
}

function expectStorable(facts: EventFacts): void {
  for (const [name, longest] of Object.entries(LONGEST)) {
    const text: unknown = Reflect.get(facts, name);
    if (text === null) continue;
    expect(isKeepable(text)).toBe(true);
    expect(String(text).length).toBeLessThanOrEqual(longest);
  }
  expect(facts.providerKey).toMatch(/^[^\0]{1,256}$/s);
  expect(facts.providerKey.isWellFormed()).toBe(true);
  expect(facts.bodyHash).toHaveLength(HASH_BYTES);
  expect(new Set(facts.flags).size).toBe(facts.flags.length);
  if (facts.occurredAt !== null) expect(facts.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
}

describe.each(["asset", "abound"] as const)("%s", (name) => {
  const provider = findProvider(name);

  test("the facts of any body fit their columns, and so does what is said of them", () => {
    const request = fc.record({
      body: providerBody(name),
      headers: fc
        .tuple(fc.array(otherHeader, { maxLength: 3 }), assetId)
        .map(([others, id]) => [...others, ["asset-id", id] as const]),
      receivedAt,
      environment: fc.constantFrom("production", "sandbox", undefined),
    });
    let sound = 0;
    fc.assert(
      fc.property(request, (sent) => {
        const facts = provider.readFacts({ ...sent, text: sent.body });
        expectStorable(facts);
        const payload: unknown = facts.payloadJson === null ? null : JSON.parse(facts.payloadJson);
        const notice = provider.readNotice({ ...facts, payload });
        if (notice !== null) sound += 1;
        for (const said of Object.values(notice ?? {}).flat()) expect(isKeepable(said)).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(sound).toBeGreaterThan(20);
  });

  test("the same text gives the same facts, whatever else the request carries", () => {
    fc.assert(
      fc.property(providerBody(name), fc.array(otherHeader), receivedAt, assetId, (body, others, at, id) => {
        const named = [["asset-id", id]] as const;
        const one = provider.readFacts({ body, text: body, headers: named, receivedAt: at });
        const other = provider.readFacts({ body, text: body, headers: [...others, ...named], receivedAt: at });
        expect(other).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  test("no request is authentic without a credential, and none of them throws", () => {
    fc.assert(
      fc.property(providerBody(name), fc.array(otherHeader), (body, headers) => {
        const nothing = { rsaKeys: [], secrets: [], sharedHeaders: [] };
        expect(provider.authenticate({ body, headers }, nothing).kind).not.toBe("authentic");
      }),
      { numRuns: 300 },
    );
  });
});
