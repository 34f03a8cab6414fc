import { domainToASCII } from "node:url";
import { expect, test } from "vitest";
import { decodePunycode } from "./punycode.ts";

test.each(["bücher", "中国", "аррӏе", "faß", "ñandú", "παράδειγμα", "💩", "a-ü-b"])(
  "%s survives the way there and back",
  (label) => {
    const ascii = domainToASCII(`${label}.test`).split(".")[0] ?? "";
    expect(decodePunycode(ascii.replace("xn--", ""))).toBe(label);
  },
);

test.each(["99999999", "a!", "-"])("%s is refused or decoded without throwing", (text) => {
  expect(() => decodePunycode(text)).not.toThrow();
});
