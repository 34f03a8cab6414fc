import fc from "fast-check";

/** JSON as senders write it, and as nobody should: texts and bytes for properties about reading them. */

const space = fc.constantFrom("", "", "", " ", "\n\t", "\r\n", "    ");

const exponent = fc.integer({ min: -420, max: 420 });
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential()),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  fc
    .tuple(fc.constantFrom("", "-"), fc.nat(99), fc.stringMatching(/^[0-9]{1,20}$/), exponent)
    .map(([sign, whole, fraction, power]) => `${sign}${whole}.${fraction}E${power}`),
  fc.constantFrom("-0", "0", "-0.0", "1e16", "9999999999999999.0", "1e-4", "0.00001", "5e-324", "1e400", "1e131073"),
  fc.constantFrom("9007199254740993", "1.10", `0.${"1".repeat(500)}`),
);

const anyEscape = fc.integer({ min: 0, max: 0xffff }).map((code) => `\\u${code.toString(16).padStart(4, "0")}`);
const surrogate = fc.integer({ min: 0xd7f0, max: 0xe010 }).map((code) => `\\u${code.toString(16).toUpperCase()}`);
const unit = fc.oneof(
  fc.constantFrom("a", " ", "/", "é", "😀", "\u2028", "\u007f", "\ufffd", "'", "\\/"),
  fc.constantFrom('\\"', "\\\\", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000"),
  anyEscape,
  surrogate,
);
const string = fc.array(unit, { maxLength: 6 }).map((units) => `"${units.join("")}"`);
const key = fc.oneof(string, fc.constantFrom('"a"', '"1"', '"10"', '"__proto__"', '"constructor"', '""', '"\\u0061"'));
const noJson = fc.constantFrom(
  "NaN",
  "-Infinity",
  "nul",
  "01",
  "",
  "+1",
  ".5",
  "1.",
  '"\\x41"',
  '"\u0001"',
  "'a'",
  "{a:1}",
);

type Tied = { value: string; object: string };

const tied = fc.letrec<Tied>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", maxDepth: 6 },
    number,
    string,
    fc.constantFrom("true", "false", "null"),
    noJson,
    fc.tuple(space, fc.array(tie("value"), { maxLength: 4 })).map(([gap, items]) => `[${items.join(`${gap},`)}]`),
    tie("object"),
  ),
  object: fc
    .tuple(space, fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }))
    .map(([gap, members]) => `{${gap}${members.map(([name, item]) => `${name}${gap}:${item}`).join(`,${gap}`)}}`),
}));

const nested = fc
  .tuple(fc.integer({ min: 60, max: 68 }), fc.boolean())
  .map(([levels, isObject]) =>
    isObject ? `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}` : `${"[".repeat(levels)}${"]".repeat(levels)}`,
  );

/** Mostly JSON values, some of them slightly wrong, some at the edge of the permitted depth. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: tied.value },
  { weight: 1, arbitrary: nested },
);

/** The same, objects only. */
export const jsonObjectText: fc.Arbitrary<string> = tied.object;

/** A text's bytes after a few of them were changed, cut or doubled. */
export function damagedBytes(text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const change = fc.record({ at: fc.nat(), cut: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) });
  return fc
    .tuple(text, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([sound, changes]) => changes.reduce(withChange, Buffer.from(sound, "utf8")));
}

function withChange(bytes: Buffer, { at, cut, put }: { at: number; cut: number; put: Uint8Array }): Buffer {
  const place = at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)]);
}

/** Any body a sender may post: JSON, nearly JSON, and bytes of any kind. */
export const anyBody: fc.Arbitrary<Buffer> = fc.oneof(
  jsonText.map((text) => Buffer.from(text, "utf8")),
  jsonObjectText.map((text) => Buffer.from(text, "utf8")),
  damagedBytes(jsonText),
  jsonText.map((text) => Buffer.from(`\ufeff${text}`, "utf8")),
  jsonText.map((text) => Buffer.from(text, "utf16le")),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
);
