import { expect, test } from "vitest";
import { parseAllowList } from "#lib/platform/outbound/allow-list.ts";
import { addressThrottleKey } from "./address-throttle-key.ts";
import { remoteAddress } from "./remote-address.ts";

const parsed = parseAllowList("10.0.0.0/8, fd00::/8");
const proxies = parsed.kind === "ok" ? parsed.entries : [];
const seen = (forwarded: string, trusted = proxies) =>
  remoteAddress(new Headers({ "x-forwarded-for": forwarded }), trusted);

test("A16: without a trusted proxy a forwarded address is nobody's word", () => {
  expect(seen("203.0.113.9", [])).toBeNull();
});

test("it is the last hop that no trusted proxy stands behind", () => {
  expect(seen("198.51.100.1, 203.0.113.9")).toBe("203.0.113.9");
  expect(seen("198.51.100.1, 203.0.113.9, 10.1.1.1, fd00::1")).toBe("203.0.113.9");
  expect(seen("10.1.1.1")).toBeNull();
});

test("what is no address is not guessed at", () => {
  expect(seen("203.0.113.9, unknown")).toBeNull();
  expect(seen("203.0.113.9, evil.test")).toBeNull();
});

test("IPv6 addresses are counted by their /64", () => {
  const keys = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::1"].map(addressThrottleKey);
  expect(new Set(keys)).toEqual(new Set(["address:2001:db8:0:0"]));
  expect(addressThrottleKey("2001:db8:0:1::1")).toBe("address:2001:db8:0:1");
  expect(addressThrottleKey("203.0.113.9")).toBe("address:203.0.113.9");
});
