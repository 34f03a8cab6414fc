import fc from "fast-check";
import type { Framing, FuzzRequest, Mutation } from "./fuzz-request.ts";

const method = fc.constantFrom("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND");
const retarget = fc.constantFrom<[string, (target: string) => string]>(
  ["slash behind", (target) => `${target}/`],
  ["query", (target) => `${target}?x=%00&y=${"z".repeat(50)}`],
  ["double slashes", (target) => target.replaceAll("/", "//")],
  ["absolute form", (target) => `http://localhost${target}`],
  ["other case", (target) => target.replace("webhooks", "WebHooks")],
  ["escaped", (target) => target.replace("webhooks", "webhook%73")],
  ["one more part", (target) => `${target}/x`],
  ["dots", (target) => target.replace("/webhooks", "/x/../webhooks")],
  ["no source", () => "/api/webhooks/"],
  ["unknown source", (target) => `${target}x`],
  ["source with bytes", () => "/api/webhooks/%00\\u0000%ff"],
  ["another source", (target) => (target.endsWith("asset") ? "/api/webhooks/abound" : "/api/webhooks/asset")],
  ["the other Asset source", () => "/api/webhooks/asset-shared"],
);
const framing: fc.Arbitrary<Framing> = fc.oneof(
  fc.integer({ min: 1, max: 300 }).map((chunk): Framing => ({ kind: "chunked", chunk })),
  // Either too short for any signed text or longer than the body.
  fc.constantFrom(0, 1, 50, 262_145, 300_000, 10_000_000).map((length): Framing => ({ kind: "announced", length })),
  fc.constant<Framing>({ kind: "both" }),
);
const damage = fc.array(fc.record({ at: fc.nat(2000), byte: fc.nat(255) }), { minLength: 1, maxLength: 3 });

function changed(name: string, change: (request: FuzzRequest) => Partial<FuzzRequest>): Mutation {
  return { name, apply: (request) => ({ ...request, ...change(request), history: [...request.history, name] }) };
}

/** Changes of the request line, of how the body is framed, and of single bytes of the head. */
export const httpMutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 1, arbitrary: method.map((name) => changed(name, () => ({ method: name }))) },
  {
    weight: 4,
    arbitrary: retarget.map(([name, change]) => changed(name, ({ target }) => ({ target: change(target) }))),
  },
  {
    weight: 3,
    arbitrary: framing.map((value) => changed(`framing ${JSON.stringify(value)}`, () => ({ framing: value }))),
  },
  {
    weight: 3,
    arbitrary: damage.map((bytes) => changed(`head bytes ${JSON.stringify(bytes)}`, () => ({ damage: bytes }))),
  },
);
