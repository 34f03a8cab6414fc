import fc from "fast-check";
import type { BodyChange } from "./byte-mutations.ts";

/** Changes that keep JSON what it is, or nearly: the oracle says which of them say something else than what was signed. */

const TOKEN = /"(?:[^"\\]|\\.)*"|[^"[\]{},:\s]+|[[\]{},:]/gs;
/** Looking ahead from every character is too slow in larger ones. */
const LARGE_BYTES = 16_384;
const place = fc.nat(400);
const junk = fc.constantFrom(
  '"EVIL"',
  "1",
  "null",
  "{}",
  "[]",
  '"\\ud800"',
  '"\\u0000"',
  "1e400",
  "-0",
  "9007199254740993",
);
const key = fc.constantFrom(
  "type",
  "content",
  "event",
  "number",
  "extra",
  "userId",
  "10",
  "__proto__",
  "",
  "t\\u0079pe",
  "webhookRequestId",
);

function textChange(name: string, change: (text: string) => string): BodyChange {
  // Latin-1 keeps every byte, also of what is not UTF-8.
  const apply = (body: Buffer) => Buffer.from(change(body.toString("latin1")), "latin1");
  return { name, apply: (body) => (body.length > LARGE_BYTES ? body : apply(body)) };
}

function changeNth(text: string, pattern: RegExp, at: number, change: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const one = found[at % Math.max(1, found.length)];
  if (one === undefined) return text;
  return text.slice(0, one.index) + change(one[0]) + text.slice(one.index + one[0].length);
}

const blanks = fc
  .tuple(place, fc.constantFrom(" ", "\n", "\t", "\r\n", "  ", "\u000b", "\u00a0"))
  .map(([at, blank]) =>
    textChange(`${JSON.stringify(blank)} before token ${at}`, (text) =>
      changeNth(text, TOKEN, at, (token) => blank + token),
    ),
  );

const compact = fc.constant(textChange("no blanks", (text) => (text.match(TOKEN) ?? []).join("")));
const pretty = fc.constant(textChange("a token a line", (text) => (text.match(TOKEN) ?? []).join("\r\n\t ")));

const escaped = fc.tuple(place, fc.boolean()).map(([at, isUpper]) =>
  textChange(`an escape at ${at}`, (text) =>
    changeNth(text, /[a-zA-Z0-9 ](?=[^"]*"\s*[,:}\]])/g, at, (unit) => {
      const digits = unit.charCodeAt(0).toString(16).padStart(4, "0");
      return `\\u${isUpper ? digits.toUpperCase() : digits}`;
    }),
  ),
);
const slash = fc.constant(textChange("escaped slashes", (text) => text.replaceAll("/", "\\/")));
const plain = fc.constant<BodyChange>({
  name: "escapes as UTF-8",
  apply: (body) =>
    Buffer.from(
      body
        .toString("utf8")
        .replaceAll(/(?:\\u[89a-f][0-9a-f]{3})+|\\u0[1-9a-f][0-9a-f]{2}/g, (found) => String(JSON.parse(`"${found}"`))),
    ),
});

const number = fc
  .tuple(
    place,
    fc.constantFrom(
      (n: string) => `${n}.0`,
      (n: string) => `${n}e0`,
      (n: string) => `0${n}`,
      (n: string) => `-${n}`,
      (n: string) => `${n}0`,
      () => "-0",
    ),
  )
  .map(([at, respell]) =>
    textChange(`another number at ${at}`, (text) => changeNth(text, /(?<=[:[,] ?)\d+(?=[,}\]])/g, at, respell)),
  );

const memberBefore = fc
  .tuple(key, junk)
  .map(([name, value]) => textChange(`"${name}" in front`, (text) => text.replace("{", `{"${name}":${value},`)));
const memberAfter = fc
  .tuple(key, junk)
  .map(([name, value]) => textChange(`"${name}" behind`, (text) => text.replace(/\}\s*$/, `,"${name}":${value}}`)));
const sameMemberAgain = place.map((at) =>
  textChange(`member ${at} twice`, (text) =>
    changeNth(text, /"[^"\\]*": ?(?:"[^"\\]*"|\d+)(?=[,}])/g, at, (member) => `${member},${member}`),
  ),
);
const overridden = place.map((at) =>
  textChange(`member ${at} overridden`, (text) =>
    changeNth(text, /"[^"\\]*"(?=: ?(?:"[^"\\]*"|\d+)[,}])/g, at, (name) => `${name}:"EVIL",${name}`),
  ),
);
const swapped = fc.constant(
  textChange("the first two members swapped", (text) =>
    text.replace(/\{("[^"]*": ?"[^"]*"), ?("[^"]*": ?"[^"]*")/, "{$2, $1"),
  ),
);
const cased = place.map((at) =>
  textChange(`letter ${at} in the other case`, (text) =>
    changeNth(text, /[a-zA-Z]/g, at, (letter) => String.fromCharCode(letter.charCodeAt(0) ^ 0x20)),
  ),
);

export const jsonMutation: fc.Arbitrary<BodyChange> = fc.oneof(
  blanks,
  compact,
  pretty,
  escaped,
  slash,
  plain,
  number,
  memberBefore,
  memberAfter,
  sameMemberAgain,
  overridden,
  swapped,
  cased,
);
