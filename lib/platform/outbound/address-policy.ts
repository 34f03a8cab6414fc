import { type AllowEntry, isAllowListed } from "./allow-list.ts";
import { embeddedIpv4, formatIpAddress, type IpAddress, isInRange, parseIpAddress } from "./ip-address.ts";
import { type AddressClass, classifyAddress } from "./special-ranges.ts";

/** An address:port where this installation itself listens; a null address means every address of this machine. */
export type OwnListener = { address: string | null; port: number };

/** What may be connected to. `ownAddresses` are this machine's interface addresses, for listeners bound to all of them. */
export type AddressPolicy = {
  allow: readonly AllowEntry[];
  ownListeners: readonly OwnListener[];
  ownAddresses: readonly string[];
  /** Public `host:port` names of this installation, lower case. */
  ownHosts: readonly string[];
};

export type ConnectTarget = { address: string; port: number; scheme: "http" | "https" };

export type BlockReason = AddressClass | "not_an_address" | "own_listener" | "port" | "plain_http";

export type AddressVerdict = { kind: "allowed" } | { kind: "blocked"; reason: BlockReason; sentence: string };

type Judged = ConnectTarget & { ip: IpAddress };

const NEVER_ALLOWED: ReadonlySet<AddressClass | null> = new Set(["unspecified", "metadata", "multicast"]);
const NAT64: IpAddress = { family: 6, bytes: [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };

/** Decides on the address that the socket will use. Deny unless it is public https or on the deployment's allow-list. */
export function judgeAddress(policy: AddressPolicy, target: ConnectTarget): AddressVerdict {
  const ip = parseIpAddress(target.address);
  if (!ip) return blocked("not_an_address", `${target.address} is not an IP address.`);
  const judged = { ...target, ip, address: formatIpAddress(ip) };
  const faces = embeddedIpv4(ip);
  for (const face of [ip, ...faces]) {
    const verdict = judgeNeverAllowed(policy, judged, face);
    if (verdict) return verdict;
  }
  if (isAllowListed(policy.allow, ip, target.port)) return judgeAllowListed(policy, judged, faces);
  for (const face of [ip, ...faces]) {
    const addressClass = classifyAddress(face);
    if (addressClass) return blocked(addressClass, `${shown(judged)} is ${LABEL[addressClass]}; ${hint(judged)}`);
  }
  return judgePublic(judged);
}

/** Refuses this installation's own public names; every other name is judged by what it resolves to. */
export function judgeHostname(policy: AddressPolicy, hostname: string, port: number): AddressVerdict {
  const name = `${hostname.toLowerCase().replace(/\.$/, "")}:${port}`;
  if (!policy.ownHosts.includes(name)) return { kind: "allowed" };
  return blocked("own_listener", `${name} is the public address of this installation and can never be allowed.`);
}

// On an IPv6-only network every IPv4 site resolves into the NAT64 prefix: listing that prefix means "judge the IPv4
// address inside", not "allow all of IPv4".
function judgeAllowListed(policy: AddressPolicy, target: Judged, faces: readonly IpAddress[]): AddressVerdict {
  const [inside] = faces;
  if (!inside || !isInRange(target.ip, NAT64, 96)) return { kind: "allowed" };
  return judgeAddress(policy, { ...target, address: formatIpAddress(inside) });
}

function judgeNeverAllowed(policy: AddressPolicy, target: Judged, face: IpAddress): AddressVerdict | null {
  const addressClass = classifyAddress(face);
  // Reading zeros out of an IPv6 address that embeds nothing says nothing about where it leads.
  const isPadding = addressClass === "unspecified" && face !== target.ip;
  if (addressClass && NEVER_ALLOWED.has(addressClass) && !isPadding) {
    return blocked(addressClass, `${shown(target)} is ${LABEL[addressClass]} and can never be allowed.`);
  }
  if (!isOwnListener(policy, face, target.port)) return null;
  return blocked("own_listener", `${shown(target)} is a listener of this installation and can never be allowed.`);
}

function isOwnListener(policy: AddressPolicy, ip: IpAddress, port: number): boolean {
  return policy.ownListeners.some((listener) => {
    if (listener.port !== port) return false;
    if (listener.address !== null) return isSame(ip, listener.address);
    return classifyAddress(ip) === "loopback" || policy.ownAddresses.some((own) => isSame(ip, own));
  });
}

function isSame(ip: IpAddress, text: string): boolean {
  const other = parseIpAddress(text);
  return other !== null && isInRange(ip, other, ip.bytes.length * 8);
}

function judgePublic(target: Judged): AddressVerdict {
  if (target.scheme === "http") {
    return blocked("plain_http", `${shown(target)} is public and must be called over https, or ${hint(target)}`);
  }
  if (target.port === 443 || (target.port >= 8000 && target.port <= 8999)) return { kind: "allowed" };
  return blocked(
    "port",
    `${shown(target)} is public, where only port 443 and 8000 to 8999 are called; ${hint(target)}`,
  );
}

function shown({ ip, port }: Judged): string {
  return ip.family === 4 ? `${formatIpAddress(ip)}:${port}` : `[${formatIpAddress(ip)}]:${port}`;
}

function hint({ ip, port }: Judged): string {
  const entry = ip.family === 4 ? `${formatIpAddress(ip)}/32:${port}` : `[${formatIpAddress(ip)}/128]:${port}`;
  return `add \`${entry}\` to SIGNALBOX_ALLOW_PRIVATE.`;
}

function blocked(reason: BlockReason, sentence: string): AddressVerdict {
  return { kind: "blocked", reason, sentence };
}

const LABEL = {
  unspecified: "an unspecified address",
  metadata: "a cloud metadata address",
  multicast: "a multicast or broadcast address",
  loopback: "loopback",
  link_local: "link-local",
  private: "private",
  shared: "shared carrier address space",
  documentation: "reserved for documentation",
  benchmarking: "reserved for benchmarking",
  reserved: "reserved for a special purpose",
} satisfies Record<AddressClass, string>;
