import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalisePythonJson } from "./python-json.ts";

const isPythonHere = spawnSync("python3", ["--version"]).status === 0;

/**
 * A line per text: what json.dumps makes of it, or null where it is refused. CPython would also take NaN, Infinity and
 * numbers beyond a double, for which its text is not JSON; both switches turn exactly that off.
 */
const SCRIPT = `
import json, sys

def refuse(name):
    raise ValueError(name)

for line in sys.stdin:
    try:
        value = json.loads(bytes.fromhex(line).decode("utf-8"), parse_constant=refuse)
        print(json.dumps(json.dumps(value, allow_nan=False)))
    except ValueError:
        print("null")
`;

const space = fc.constantFrom("", "", " ", "\n\t", "\r\n");
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => String(value)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential()),
  fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })).map(String),
  fc
    .tuple(
      fc.constantFrom("", "-"),
      fc.nat(99),
      fc.stringMatching(/^[0-9]{1,20}$/),
      fc.integer({ min: -400, max: 400 }),
    )
    .map(([sign, whole, fraction, exponent]) => `${sign}${whole}.${fraction}E${exponent}`),
  fc.constantFrom("-0", "0", "-0.0", "1e16", "9999999999999999.0", "1e-4", "0.00001", "5e-324", "1e400"),
);
const unit = fc.oneof(
  fc.constantFrom(
    "a",
    " ",
    "/",
    "é",
    "😀",
    "\u2028",
    "\u007f",
    '\\"',
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
  ),
  fc.integer({ min: 0, max: 0xffff }).map((code) => `\\u${code.toString(16).padStart(4, "0")}`),
  fc.integer({ min: 0xd7f0, max: 0xe010 }).map((code) => `\\u${code.toString(16).toUpperCase()}`),
);
const string = fc.array(unit, { maxLength: 6 }).map((units) => `"${units.join("")}"`);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", maxDepth: 6 },
    number,
    string,
    fc.constantFrom("true", "false", "null", "NaN", "nul", "01", ""),
    fc.tuple(space, fc.array(tie("value"), { maxLength: 4 })).map(([gap, items]) => `[${items.join(`${gap},`)}]`),
    fc
      .tuple(space, fc.array(fc.tuple(fc.oneof(string, fc.constantFrom('"a"', '"1"')), tie("value")), { maxLength: 5 }))
      .map(([gap, members]) => `{${gap}${members.map(([key, item]) => `${key}${gap}:${item}`).join(`,${gap}`)}}`),
  ),
}));

test.skipIf(!isPythonHere)("the canonical text equals that of the CPython on this machine", () => {
  const texts = fc.sample(value, { numRuns: 4000 });
  const input = texts.map((text) => `${Buffer.from(text, "utf8").toString("hex")}\n`).join("");
  const { stdout, status } = spawnSync("python3", ["-c", SCRIPT], {
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(status).toBe(0);
  const expected: unknown[] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(expected).toHaveLength(texts.length);
  const ours = texts.map((text) => canonicalisePythonJson(Buffer.from(text, "utf8")));
  for (const [index, result] of ours.entries()) {
    const text = result.kind === "canonical" ? result.text : null;
    expect({ sent: texts[index], text }).toEqual({ sent: texts[index], text: expected[index] });
  }
  expect(ours.filter((result) => result.kind === "canonical").length).toBeGreaterThan(1000);
});
