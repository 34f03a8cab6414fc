import { describe, expect, test } from "vitest";
import { parseDestinationUrl } from "./destination-url.ts";

describe("D10: what a URL must not hold is refused with a message for the field", () => {
  test.each([
    ["", "empty"],
    ["https://user:pass@a.test/", "credentials"],
    ["https://user@a.test/", "credentials"],
    ["https://@a.test/", "credentials"],
    ["https://:@a.test/", "credentials"],
    ["https://a.test/#frag", "fragment"],
    ["https://a.test/#", "fragment"],
    ["https://a.test#@b.test", "fragment"],
    ["https://exa\tmple.com/", "forbidden_character"],
    ["https://a.test/\r\nx: y", "forbidden_character"],
    ["https://a.test/\n", "forbidden_character"],
    [" https://a.test/", "forbidden_character"],
    ["https://a.test/a b", "forbidden_character"],
    ["https://a.test/\u0000", "forbidden_character"],
    ["https://a.test/\u2028", "forbidden_character"],
    ["https://a.test/\u00a0", "forbidden_character"],
    ["https://exa\u200bmple.com/", "forbidden_character"],
    ["https://exa\u200dmple.com/", "forbidden_character"],
    ["https://a.test/\u202etxt", "forbidden_character"],
    ["https://a.test\u3000/", "forbidden_character"],
    ["https://a.test/\ud800", "forbidden_character"],
    ["https://a.test\\@b.test/", "forbidden_character"],
    ["https:\\\\a.test/", "forbidden_character"],
    ["https://a.test:0/", "port"],
    ["https://a.test:00/", "port"],
    ["https://a..b/", "host"],
    ["https://.a.test/", "host"],
    ["https://a.test../", "host"],
    [`https://${"a".repeat(64)}.test/`, "host"],
    [`https://${"abcdefgh.".repeat(30)}test/`, "host"],
    ["javascript:alert(1)", "scheme"],
    ["ftp://a.test/", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["http:a.test", "scheme"],
    ["http:/a.test", "scheme"],
    ["http:///a.test", "scheme"],
    ["//a.test/", "scheme"],
    ["a.test", "scheme"],
    ["https://", "scheme"],
    ["https://?a", "scheme"],
    ["https://a.test:65536/", "not_a_url"],
    ["https://a.test:x/", "not_a_url"],
    ["https://[::1/", "not_a_url"],
    ["https://a<b/", "not_a_url"],
    [`https://a.test/${"x".repeat(2048)}`, "too_long"],
  ])("%j is refused as %s", (text, problem) => {
    const outcome = parseDestinationUrl(text);
    expect(outcome).toMatchObject({ kind: "invalid", problem });
    expect(outcome.kind === "invalid" && outcome.message.length).toBeGreaterThan(10);
  });
});

test.each([
  ["https://a.test", "https://a.test/", 443],
  ["HTTPS://A.TEST:8443/Path?q=1@2", "https://a.test:8443/Path?q=1@2", 8443],
  ["http://10.1.2.3:8080/in", "http://10.1.2.3:8080/in", 8080],
  ["https://[fd00::1]/", "https://[fd00::1]/", 443],
  ["https://a.test/%20x", "https://a.test/%20x", 443],
])("%s is accepted as %s", (text, href, port) => {
  expect(parseDestinationUrl(text)).toMatchObject({ kind: "ok", url: { href, port } });
});

test("D11: a homograph is kept as punycode and shown next to what it looks like", () => {
  expect(parseDestinationUrl("https://аррӏе.com/hook")).toEqual({
    kind: "ok",
    url: {
      href: "https://xn--80ak6aa92e.com/hook",
      scheme: "https",
      host: "xn--80ak6aa92e.com",
      unicodeHost: "аррӏе.com",
      port: 443,
    },
  });
  expect(parseDestinationUrl("https://xn--80ak6aa92e.com/")).toMatchObject({ url: { unicodeHost: "аррӏе.com" } });
  expect(parseDestinationUrl("https://ＡＰＰＬＥ.com/")).toMatchObject({
    url: { host: "apple.com", unicodeHost: null },
  });
  expect(parseDestinationUrl("https://faß.de/")).toMatchObject({
    url: { host: "xn--fa-hia.de", unicodeHost: "faß.de" },
  });
  expect(parseDestinationUrl("https://apple.com/")).toMatchObject({ url: { unicodeHost: null } });
});

test.each([
  "http://2130706433/",
  "http://0177.0.0.1/",
  "http://0x7f.1/",
  "http://127.1/",
  "http://017700000001/",
  "http://①②⑦.⓪.⓪.①/",
  "http://127。0。0。1/",
  "http://%31%32%37.0.0.1/",
  "http://127.0.0.1./",
])("%s is read as the address that it is", (text) => {
  expect(parseDestinationUrl(text)).toMatchObject({ kind: "ok", url: { host: "127.0.0.1" } });
});
