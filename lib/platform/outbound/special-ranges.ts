import { type IpAddress, isInRange, parseIpAddress } from "./ip-address.ts";

/** Why an address is not an ordinary public one. */
export type AddressClass =
  | "unspecified"
  | "metadata"
  | "multicast"
  | "loopback"
  | "link_local"
  | "private"
  | "shared"
  | "documentation"
  | "benchmarking"
  | "reserved";

type Range = { network: IpAddress; prefix: number; addressClass: AddressClass };

// First match wins, so the cloud metadata addresses stand before the wider ranges that hold them.
const IPV4 = ranges({
  "0.0.0.0/8": "unspecified",
  "169.254.169.0/24": "metadata",
  "169.254.170.0/24": "metadata",
  "169.254.0.23/32": "metadata",
  "169.254.42.42/32": "metadata",
  "100.100.100.200/32": "metadata",
  "168.63.129.16/32": "metadata",
  "192.0.0.192/32": "metadata",
  "255.255.255.255/32": "multicast",
  "224.0.0.0/4": "multicast",
  "127.0.0.0/8": "loopback",
  "169.254.0.0/16": "link_local",
  "10.0.0.0/8": "private",
  "172.16.0.0/12": "private",
  "192.168.0.0/16": "private",
  "100.64.0.0/10": "shared",
  "192.0.2.0/24": "documentation",
  "198.51.100.0/24": "documentation",
  "203.0.113.0/24": "documentation",
  "198.18.0.0/15": "benchmarking",
  "192.0.0.0/24": "reserved",
  "192.31.196.0/24": "reserved",
  "192.52.193.0/24": "reserved",
  "192.88.99.0/24": "reserved",
  "192.175.48.0/24": "reserved",
  "240.0.0.0/4": "reserved",
});

const IPV6 = ranges({
  "::/128": "unspecified",
  "::1/128": "loopback",
  "fd00:ec2::/64": "metadata",
  "fd20:ce::254/128": "metadata",
  "fd00:42::42/128": "metadata",
  "fe80::a9fe:a9fe/128": "metadata",
  "ff00::/8": "multicast",
  "fe80::/10": "link_local",
  "fec0::/10": "private",
  "fc00::/7": "private",
  "2001:db8::/32": "documentation",
  "3fff::/20": "documentation",
  "2001::/23": "reserved",
  "2002::/16": "reserved",
  "2620:4f:8000::/48": "reserved",
});

const GLOBAL_UNICAST = parseIpAddress("2000::");

/** The special-purpose class of an address, or null when it is ordinary public address space. */
export function classifyAddress(address: IpAddress): AddressClass | null {
  const table = address.family === 4 ? IPV4 : IPV6;
  const match = table.find((range) => isInRange(address, range.network, range.prefix));
  if (match) return match.addressClass;
  if (address.family === 4 || (GLOBAL_UNICAST && isInRange(address, GLOBAL_UNICAST, 3))) return null;
  return "reserved";
}

function ranges(table: Record<string, AddressClass>): Range[] {
  return Object.entries(table).map(([cidr, addressClass]) => {
    const [text = "", prefix] = cidr.split("/");
    const network = parseIpAddress(text);
    if (!network) throw new Error(`${cidr} is not a range`);
    return { network, prefix: Number(prefix), addressClass };
  });
}
