import fc from "fast-check";
import { headerValue } from "#lib/testing/webhook-arbitraries.ts";
import type { Mutation, Pair } from "./fuzz-request.ts";

const SIGNED: ReadonlySet<string> = new Set(["asset-id", "asset-signature", "abound-signature", "x-fuzz-token"]);
/** One of the headers that prove something, of those that the request has. */
const one = fc.nat(23);

/** What can be done to the value of a signature, an id or a shared header. */
type ValueChange = [what: string, change: (value: string) => string];

const spelling = fc.constantFrom<ValueChange>(
  ["padded by one", (value) => `${value}=`],
  ["padded by two", (value) => `${value}==`],
  ["padded by three", (value) => `${value}===`],
  ["in the standard alphabet", (value) => value.replaceAll("-", "+").replaceAll("_", "/")],
  ["in the URL alphabet", (value) => value.replaceAll("+", "-").replaceAll("/", "_")],
  ["in capitals", (value) => value.toUpperCase()],
  ["in small letters", (value) => value.toLowerCase()],
  ["with sha256=", (value) => `sha256=${value}`],
  ["with SHA256=", (value) => `SHA256=${value}`],
  ["with blanks around", (value) => ` \t${value}  `],
  ["with a blank inside", (value) => `${value.slice(0, 9)} ${value.slice(9)}`],
  ["twice with a comma", (value) => `${value}, ${value}`],
  ["empty", () => ""],
  ["turned around", (value) => [...value].reverse().join("")],
  ["ten thousand long", (value) => value.repeat(1 + Math.floor(10_000 / Math.max(1, value.length)))],
  ["of another encoding", (value) => Buffer.from(value, "base64url").toString("hex")],
);
const valueChange: fc.Arbitrary<ValueChange> = fc.oneof(
  { weight: 5, arbitrary: spelling },
  fc
    .tuple(fc.nat(), fc.constantFrom("A", "a", "0", "!", "é", "-", "+", "=", "."))
    .map(
      ([at, unit]): ValueChange => [
        `with ${unit} at ${at}`,
        (value) => value.slice(0, at % (value.length + 1)) + unit + value.slice((at % (value.length + 1)) + 1),
      ],
    ),
  fc.nat().map((at): ValueChange => [`cut at ${at}`, (value) => value.slice(0, at % (value.length + 1))]),
  headerValue.map((other): ValueChange => [`as ${JSON.stringify(other)}`, () => other]),
);

const revalued = fc
  .tuple(one, valueChange)
  .map(([nth, [what, change]]) => onSigned(nth, what, ([name, value]) => [[name, change(value)]]));
const dropped = one.map((nth) => onSigned(nth, "left out", () => []));
const doubled = one.map((nth) => onSigned(nth, "twice", (pair) => [pair, pair]));
const recased = fc.constantFrom<Mutation>(
  onHeaders("names in capitals", (headers) => headers.map(([name, value]) => [name.toUpperCase(), value])),
  onHeaders("names in mixed case", (headers) =>
    headers.map(([name, value]) => [name.replaceAll(/[a-m]/g, (unit) => unit.toUpperCase()), value]),
  ),
  onHeaders("headers turned around", (headers) => [...headers].reverse()),
);
const added = fc
  .tuple(
    fc.constantFrom(
      "x-other",
      "accept",
      "content-encoding",
      "signalbox-hop",
      "authorization",
      "x-forwarded-for",
      "asset_id",
      "x-middleware-subrequest",
      "next-action",
      "rsc",
      "expect",
      "asset-id",
      "abound-signature",
    ),
    headerValue,
  )
  .map(([name, value]) =>
    onHeaders(`${name}: ${JSON.stringify(value)}`, (headers) => [
      ...headers,
      [name, name === "expect" ? "100-continue" : value],
    ]),
  );
const many = fc
  .constantFrom(50, 99, 150)
  .map((count) =>
    onHeaders(`${count} more headers`, (headers) => [
      ...headers,
      ...Array.from({ length: count }, (_, index): Pair => [`x-${index}`, "y"]),
    ]),
  );

function onSigned(nth: number, what: string, change: (pair: Pair) => readonly Pair[]): Mutation {
  return onHeaders(`signed header ${nth} ${what}`, (headers) => {
    const places = headers.flatMap(([name], place) => (SIGNED.has(name.toLowerCase()) ? [place] : []));
    const at = places[nth % Math.max(1, places.length)];
    return headers.flatMap((pair, place) => (place === at ? change(pair) : [pair]));
  });
}

function onHeaders(name: string, change: (headers: readonly Pair[]) => readonly Pair[]): Mutation {
  return {
    name,
    apply: (request) => ({ ...request, headers: change(request.headers), history: [...request.history, name] }),
  };
}

export const headerMutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 8, arbitrary: revalued },
  { weight: 1, arbitrary: dropped },
  { weight: 1, arbitrary: doubled },
  { weight: 2, arbitrary: recased },
  { weight: 4, arbitrary: added },
  { weight: 1, arbitrary: many },
);
