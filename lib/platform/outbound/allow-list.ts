import { formatIpAddress, type IpAddress, isInRange, parseIpAddress } from "./ip-address.ts";

/** One `CIDR[:port]` of the deployment's allow-list; a null port means every port. */
export type AllowEntry = { network: IpAddress; prefix: number; port: number | null; text: string };

export type AllowListOutcome = { kind: "ok"; entries: AllowEntry[] } | { kind: "invalid"; problems: string[] };

/**
 * Parses `CIDR[:port]` entries separated by commas or blanks. A bare address is its own /32 or /128; IPv6 needs
 * brackets when a port follows: `[fd00::/8]:8443` or `[fd00::1]:8443`.
 */
export function parseAllowList(text: string): AllowListOutcome {
  const entries: AllowEntry[] = [];
  const problems: string[] = [];
  for (const item of text.split(/[\s,]+/).filter((part) => part !== "")) {
    const entry = parseEntry(item);
    if (typeof entry === "string") problems.push(entry);
    else entries.push(entry);
  }
  return problems.length > 0 ? { kind: "invalid", problems } : { kind: "ok", entries };
}

export function isAllowListed(entries: readonly AllowEntry[], address: IpAddress, port: number): boolean {
  return entries.some(
    (entry) => (entry.port === null || entry.port === port) && isInRange(address, entry.network, entry.prefix),
  );
}

const BRACKETED = /^\[([^\]/]+)(?:\/(\d{1,3}))?\](?:\/(\d{1,3}))?(?::(\d{1,5}))?$/;
const IPV4_ENTRY = /^([\d.]+)(?:\/(\d{1,2}))?(?::(\d{1,5}))?$/;
const IPV6_ENTRY = /^([^[\]/]*:[^[\]/]*)(?:\/(\d{1,3}))?$/;

function parseEntry(text: string): AllowEntry | string {
  const parts = splitEntry(text);
  const network = parts && parseIpAddress(parts.address);
  if (!parts || !network) {
    return `"${text}" is not CIDR[:port]; write for example 10.1.2.3/32:8080 or [fd00::/8]:8080`;
  }
  const isMapped = network.family === 4 && parts.address.includes(":");
  const width = network.family === 4 ? 32 : 128;
  const prefix = parts.prefix === null ? width : parts.prefix - (isMapped ? 96 : 0);
  if (prefix < 0 || prefix > width) return `"${text}" has a prefix outside 0 to ${width}`;
  if (parts.port !== null && (parts.port < 1 || parts.port > 65_535)) return `"${text}" has a port outside 1 to 65535`;
  const port = parts.port === null ? "" : `:${parts.port}`;
  const range = `${formatIpAddress(network)}/${prefix}`;
  const shown = network.family === 6 && port !== "" ? `[${range}]` : range;
  return { network, prefix, port: parts.port, text: `${shown}${port}` };
}

function splitEntry(text: string): { address: string; prefix: number | null; port: number | null } | null {
  const number = (digits: string | undefined) => (digits === undefined ? null : Number(digits));
  const bracketed = BRACKETED.exec(text);
  if (bracketed) {
    const [, address = "", inside, outside, port] = bracketed;
    return inside !== undefined && outside !== undefined
      ? null
      : { address, prefix: number(inside ?? outside), port: number(port) };
  }
  const plain = IPV4_ENTRY.exec(text) ?? IPV6_ENTRY.exec(text);
  return plain && { address: plain[1] ?? "", prefix: number(plain[2]), port: number(plain[3]) };
}
