import { describe, expect, test } from "vitest";
import { type AddressPolicy, judgeAddress } from "./address-policy.ts";
import { parseAllowList } from "./allow-list.ts";

function policy(allow = ""): AddressPolicy {
  const list = parseAllowList(allow);
  if (list.kind === "invalid") throw new Error(list.problems.join());
  return { allow: list.entries, ownListeners: [], ownAddresses: [], ownHosts: [] };
}

function reasonFor(address: string, allow = "", port = 443, scheme: "http" | "https" = "https"): string {
  const verdict = judgeAddress(policy(allow), { address, port, scheme });
  return verdict.kind === "blocked" ? verdict.reason : "allowed";
}

describe("addresses that are not public are blocked unless allow-listed", () => {
  test.each([
    ["0.0.0.0", "unspecified"],
    ["0.1.2.3", "unspecified"],
    ["10.0.0.1", "private"],
    ["10.255.255.255", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["100.64.0.1", "shared"],
    ["100.127.255.255", "shared"],
    ["100.100.100.200", "metadata"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["169.254.169.254", "metadata"],
    ["169.254.170.2", "metadata"],
    ["169.254.170.23", "metadata"],
    ["169.254.169.123", "metadata"],
    ["169.254.1.1", "link_local"],
    ["168.63.129.16", "metadata"],
    ["198.18.0.1", "benchmarking"],
    ["198.19.255.255", "benchmarking"],
    ["198.51.100.1", "documentation"],
    ["203.0.113.1", "documentation"],
    ["192.0.2.1", "documentation"],
    ["192.0.0.1", "reserved"],
    ["192.88.99.1", "reserved"],
    ["192.31.196.1", "reserved"],
    ["192.52.193.1", "reserved"],
    ["192.175.48.1", "reserved"],
    ["224.0.0.1", "multicast"],
    ["239.255.255.255", "multicast"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "multicast"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["[::1]", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["::ffff:10.0.0.1", "private"],
    ["::127.0.0.1", "reserved"],
    ["64:ff9b::7f00:1", "reserved"],
    ["64:ff9b::a9fe:a9fe", "metadata"],
    ["64:ff9b:1::a9fe:a9fe", "metadata"],
    ["64:ff9b:1:a9fe:a9:fe00::", "metadata"],
    ["::ffff:0:a9fe:a9fe", "metadata"],
    ["::a9fe:a9fe", "metadata"],
    ["100::1", "reserved"],
    ["5f00::1", "reserved"],
    ["fc00::1", "private"],
    ["fd00:ec2::254", "metadata"],
    ["fd20:ce::254", "metadata"],
    ["fe80::1", "link_local"],
    ["fe80::1%eth0", "link_local"],
    ["fec0::1", "private"],
    ["ff02::1", "multicast"],
    ["2001:0:808:808::f7f7:f7f7", "reserved"],
    ["2001:1ff::1", "reserved"],
    ["2001:db8::1", "documentation"],
    ["2002:a9fe:a9fe::1", "metadata"],
    ["2002:808:808::1", "reserved"],
    ["2001:0:0808:0808::5601:5601", "metadata"],
    ["3fff::1", "documentation"],
    ["2620:4f:8000::1", "reserved"],
    ["2606:4700::5efe:10.0.0.1", "private"],
    ["2606:4700::200:5efe:7f00:1", "loopback"],
    ["4000::1", "reserved"],
    ["not an address", "not_an_address"],
    ["", "not_an_address"],
  ])("%s is %s", (address, reason) => {
    expect(reasonFor(address)).toBe(reason);
  });

  test.each([
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "172.15.0.1",
    "172.32.0.1",
    "192.167.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "168.63.129.17",
    "198.17.0.1",
    "198.20.0.1",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "2606:4700::1111",
    "2001:4860:4860::8888",
    "2001:200::1",
  ])("%s is public", (address) => expect(reasonFor(address)).toBe("allowed"));
});

describe("public addresses", () => {
  test.each([443, 8000, 8443, 8999])("are called on port %s", (port) => {
    expect(reasonFor("8.8.8.8", "", port)).toBe("allowed");
  });
  test.each([22, 25, 80, 465, 587, 2375, 3306, 5432, 6379, 7999, 9000, 9200, 11_211, 27_017])(
    "are not called on port %s",
    (port) => {
      expect(reasonFor("8.8.8.8", "", port)).toBe("port");
    },
  );
  test("are not called over plain http, unless allow-listed", () => {
    expect(reasonFor("8.8.8.8", "", 443, "http")).toBe("plain_http");
    expect(reasonFor("8.8.8.8", "8.8.8.8/32:80", 80, "http")).toBe("allowed");
  });
});

describe("the allow-list", () => {
  test("D08: an entry with a port allows that port alone, on http and https", () => {
    const allow = "10.1.2.3/32:8080";
    expect(reasonFor("10.1.2.3", allow, 8080, "http")).toBe("allowed");
    expect(reasonFor("::ffff:10.1.2.3", allow, 8080, "http")).toBe("allowed");
    expect(reasonFor("10.1.2.3", allow, 8080, "https")).toBe("allowed");
    expect(reasonFor("10.1.2.3", allow, 8081, "http")).toBe("private");
    expect(reasonFor("10.1.2.4", allow, 8080, "http")).toBe("private");
  });

  test("an entry without a port allows every port", () => {
    expect([1, 80, 65_535].map((port) => reasonFor("10.9.9.9", "10.0.0.0/8", port, "http"))).toEqual(
      Array(3).fill("allowed"),
    );
  });

  test("D02: metadata, unspecified and multicast addresses stay blocked whatever the list says", () => {
    const allow = "0.0.0.0/0,[::/0]";
    const never = [
      "169.254.169.254",
      "168.63.129.16",
      "100.100.100.200",
      "fd00:ec2::254",
      "0.0.0.0",
      "::",
      "224.0.0.1",
      "ff02::1",
    ];
    const disguised = ["::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "fd00::5efe:a9fe:a9fe"];
    for (const address of [...never, ...disguised]) expect(reasonFor(address, allow)).not.toBe("allowed");
    expect(reasonFor("fd00::1", allow)).toBe("allowed");
    expect(reasonFor("169.254.1.1", allow)).toBe("allowed");
  });

  test("listing the NAT64 prefix judges the IPv4 address inside", () => {
    const allow = "64:ff9b::/96";
    expect(reasonFor("64:ff9b::808:808", allow)).toBe("allowed");
    expect(reasonFor("64:ff9b::808:808", allow, 25)).toBe("port");
    expect(reasonFor("64:ff9b::a00:1", allow)).toBe("private");
    expect(reasonFor("64:ff9b::a00:1", `${allow},10.0.0.0/8`)).toBe("allowed");
  });

  test("a blocked address comes with the entry that would allow it", () => {
    expect(judgeAddress(policy(), { address: "10.1.2.3", port: 8080, scheme: "http" })).toEqual({
      kind: "blocked",
      reason: "private",
      sentence: "10.1.2.3:8080 is private; add `10.1.2.3/32:8080` to SIGNALBOX_ALLOW_PRIVATE.",
    });
    expect(judgeAddress(policy(), { address: "fd00::1", port: 8080, scheme: "http" })).toMatchObject({
      sentence: "[fd00::1]:8080 is private; add `[fd00::1/128]:8080` to SIGNALBOX_ALLOW_PRIVATE.",
    });
  });
});
