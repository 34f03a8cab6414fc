import { expect, test } from "vitest";
import { parseAllowList } from "./allow-list.ts";

test.each([
  ["10.1.2.3/32:8080", "10.1.2.3/32:8080"],
  ["10.0.0.0/8", "10.0.0.0/8"],
  ["127.0.0.1", "127.0.0.1/32"],
  ["127.0.0.1:9000", "127.0.0.1/32:9000"],
  ["fd00::/8", "fd00::/8"],
  ["::1", "::1/128"],
  ["[fd00::/8]:8443", "[fd00::/8]:8443"],
  ["[::1]:8443", "[::1/128]:8443"],
  ["[::1]/128:8443", "[::1/128]:8443"],
  ["[fd00::/8]", "fd00::/8"],
  ["::ffff:10.0.0.0/104", "10.0.0.0/8"],
])("%s is the entry %s", (text, shown) => {
  expect(parseAllowList(text)).toMatchObject({ kind: "ok", entries: [{ text: shown }] });
});

test("entries are separated by commas or blanks", () => {
  expect(parseAllowList(" 10.0.0.0/8, 192.168.0.0/16:80 ::1 ")).toMatchObject({ entries: [{}, { port: 80 }, {}] });
  expect(parseAllowList("")).toEqual({ kind: "ok", entries: [] });
});

test.each([
  "localhost",
  "10.0.0.0/33",
  "10.0.0/8",
  "010.0.0.1",
  "10.0.0.1:0",
  "10.0.0.1:65536",
  "fd00::/129",
  "::ffff:10.0.0.0/64",
  "[::1",
  "[::/0]/0",
  "10.0.0.0/",
  "example.com:80",
])("%s is refused by name", (text) => {
  const outcome = parseAllowList(text);
  expect(outcome.kind === "invalid" && outcome.problems[0]).toContain(`"${text}"`);
});
