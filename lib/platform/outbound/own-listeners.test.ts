import { describe, expect, test } from "vitest";
import { type AddressPolicy, judgeAddress, judgeHostname } from "./address-policy.ts";
import { parseAllowList } from "./allow-list.ts";
import { ownListeners } from "./own-listeners.ts";

test("bindings and public addresses become what no destination may point at", () => {
  const own = ownListeners({
    bindings: [
      { host: "127.0.0.1", port: 3000 },
      { host: "0.0.0.0", port: 3001 },
      { host: "localhost", port: 5432 },
      { host: "DB.internal", port: 5433 },
    ],
    publicUrls: ["https://hooks.example.com", "http://127.0.0.1:3000"],
  });
  expect(own.ownListeners).toEqual([
    { address: "127.0.0.1", port: 3000 },
    { address: null, port: 3001 },
    { address: "127.0.0.1", port: 5432 },
    { address: "::1", port: 5432 },
    { address: null, port: 5433 },
  ]);
  expect(own.ownHosts).toEqual(["localhost:5432", "db.internal:5433", "hooks.example.com:443", "127.0.0.1:3000"]);
  expect(own.ownAddresses).toContain("127.0.0.1");
});

describe("this installation's own listeners", () => {
  const list = parseAllowList("127.0.0.0/8,::1,10.0.0.0/8,64:ff9b::/96");
  const own: AddressPolicy = {
    allow: list.kind === "ok" ? list.entries : [],
    ownListeners: [
      { address: "127.0.0.1", port: 3000 },
      { address: null, port: 3001 },
    ],
    ownAddresses: ["127.0.0.1", "10.0.0.5", "::1"],
    ownHosts: ["hooks.example.com:443"],
  };
  const isBlocked = (address: string, port: number) =>
    judgeAddress(own, { address, port, scheme: "http" }).kind === "blocked";

  test("are never called, even when allow-listed and in any spelling", () => {
    expect(["127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"].map((address) => isBlocked(address, 3000))).toEqual([
      true,
      true,
      true,
    ]);
    expect(["127.0.0.1", "127.0.0.9", "::1", "10.0.0.5"].map((address) => isBlocked(address, 3001))).toEqual(
      Array(4).fill(true),
    );
  });

  test("do not block another port or another machine", () => {
    expect([isBlocked("127.0.0.1", 3002), isBlocked("127.0.0.2", 3000), isBlocked("10.0.0.6", 3001)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("are also known by their public names", () => {
    expect(judgeHostname(own, "HOOKS.example.com.", 443).kind).toBe("blocked");
    expect(judgeHostname(own, "hooks.example.com", 8443).kind).toBe("allowed");
    expect(judgeHostname(own, "other.example.com", 443).kind).toBe("allowed");
  });
});
