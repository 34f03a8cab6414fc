import fc from "fast-check";

/** A change of a body; `name` is what the history says. */
export interface BodyChange {
  readonly name: string;
  apply(body: Buffer): Buffer;
}

const CAP = 262_144;
const INTERESTING = [
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "0",
  "e",
  ".",
  "-",
  " ",
  "\u0000",
  "é",
  "\\u0000",
  "\ufeff",
];
const at = fc.nat();

function splice(body: Buffer, place: number, cut: number, put: Buffer): Buffer {
  const start = place % (body.length + 1);
  return Buffer.concat([body.subarray(0, start), put, body.subarray(start + cut)]);
}

const bytes = fc.oneof(
  fc.constantFrom(...INTERESTING).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 8 }).map((array) => Buffer.from(array)),
);

const flip = fc.tuple(at, fc.nat(7)).map(
  ([place, bit]): BodyChange => ({
    name: `flip bit ${bit} of byte ${place}`,
    apply: (body) => {
      const copy = Buffer.from(body);
      if (copy.length > 0) copy[place % copy.length] = (copy[place % copy.length] ?? 0) ^ (1 << bit);
      return copy;
    },
  }),
);

const replace = fc.tuple(at, fc.nat(12), bytes).map(
  ([place, cut, put]): BodyChange => ({
    name: `put ${put.toString("hex")} over ${cut} bytes at ${place}`,
    apply: (body) => splice(body, place, cut, put),
  }),
);

const truncate = at.map(
  (place): BodyChange => ({ name: `cut at ${place}`, apply: (body) => body.subarray(0, place % (body.length + 1)) }),
);

const repeat = fc.tuple(at, fc.nat(40)).map(
  ([place, size]): BodyChange => ({
    name: `repeat ${size} bytes at ${place}`,
    apply: (body) => splice(body, place, 0, body.subarray(place % (body.length + 1)).subarray(0, size)),
  }),
);

const whole = fc.constantFrom<BodyChange>(
  { name: "byte order mark", apply: (body) => Buffer.concat([Buffer.from("\ufeff"), body]) },
  { name: "UTF-16", apply: (body) => Buffer.from(body.toString("utf8"), "utf16le") },
  { name: "in an array", apply: (body) => Buffer.concat([Buffer.from("["), body, Buffer.from("]")]) },
  { name: "twice", apply: (body) => Buffer.concat([body, body]) },
  { name: "nothing", apply: () => Buffer.alloc(0) },
  { name: "100,000 brackets", apply: () => Buffer.alloc(100_000, "[") },
  { name: "262,000 escapes", apply: () => Buffer.from(`{"a":"${"\\u0000".repeat(43_000)}"}`) },
  { name: "87,000 repeated keys", apply: () => Buffer.from(`{${'"":0,'.repeat(52_000)}"":0}`) },
  { name: "a number of 262,000 digits", apply: () => Buffer.from(`{"a":${"9".repeat(262_000)}}`) },
  { name: "65 levels", apply: (body) => Buffer.concat([Buffer.from('{"a":'.repeat(65)), body, Buffer.alloc(65, "}")]) },
);

/** Blanks at the end up to the largest body there may be, one less and one more. */
const pad = fc.constantFrom(CAP - 1, CAP, CAP + 1, CAP + 5000).map(
  (size): BodyChange => ({
    name: `blanks up to ${size} bytes`,
    apply: (body) => Buffer.concat([body, Buffer.alloc(Math.max(0, size - body.length), " ")]),
  }),
);

/** What knows nothing of JSON. */
export const byteMutation: fc.Arbitrary<BodyChange> = fc.oneof(
  { weight: 6, arbitrary: flip },
  { weight: 6, arbitrary: replace },
  { weight: 3, arbitrary: truncate },
  { weight: 3, arbitrary: repeat },
  { weight: 1, arbitrary: whole },
  { weight: 1, arbitrary: pad },
);
