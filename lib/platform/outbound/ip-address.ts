import { isIP } from "node:net";

/** An address as the socket sees it: 4 or 16 bytes, so that no spelling of it can be judged differently from another. */
export type IpAddress = { family: 4 | 6; bytes: readonly number[] };

/** Parses one textual address, with or without brackets or a zone. Mapped IPv4 (`::ffff:a.b.c.d`) becomes IPv4. */
export function parseIpAddress(text: string): IpAddress | null {
  const bare = text.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  const family = isIP(bare);
  if (family === 4) return { family: 4, bytes: ipv4Bytes(bare) };
  if (family === 6) return unmap({ family: 6, bytes: ipv6Bytes(bare) });
  return null;
}

export function formatIpAddress(address: IpAddress): string {
  if (address.family === 4) return address.bytes.join(".");
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(word(address.bytes, at).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

/** Whether the first `prefix` bits of two addresses of one family are equal. */
export function isInRange(address: IpAddress, network: IpAddress, prefix: number): boolean {
  if (address.family !== network.family) return false;
  return network.bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefix - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((address.bytes[index] ?? 0) & mask);
  });
}

/** Every IPv4 address that a translator or tunnel between here and there could take out of an IPv6 address. */
export function embeddedIpv4(address: IpAddress): IpAddress[] {
  if (address.family === 4) return [];
  const { bytes } = address;
  const starts = (...prefix: number[]) => prefix.every((byte, index) => bytes[index] === byte);
  const ipv4 = (...face: number[]): IpAddress => ({ family: 4, bytes: face });
  const at = (offset: number) => ipv4(...bytes.slice(offset, offset + 4));
  const faces: IpAddress[] = [];
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && word(bytes, 12) !== 0;
  const isSiit = starts(0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0);
  if (isCompatible || isSiit || starts(0, 0x64, 0xff, 0x9b)) faces.push(at(12));
  if (starts(0, 0x64, 0xff, 0x9b, 0, 1)) {
    // RFC 6052: behind a prefix of 48, 56 or 64 bits the IPv4 address steps around byte 8.
    faces.push(ipv4(...bytes.slice(6, 8), ...bytes.slice(9, 11)), ipv4(...bytes.slice(7, 8), ...bytes.slice(9, 12)));
    faces.push(at(9));
  }
  if (starts(0x20, 0x02)) faces.push(at(2));
  if (starts(0x20, 0x01, 0, 0)) faces.push(at(4), ipv4(...bytes.slice(12).map((byte) => byte ^ 0xff)));
  const isIsatap = ((bytes[8] ?? 0) & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  if (isIsatap) faces.push(at(12));
  return faces;
}

function unmap(address: IpAddress): IpAddress {
  const { bytes } = address;
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isMapped ? { family: 4, bytes: bytes.slice(12) } : address;
}

function ipv4Bytes(text: string): number[] {
  return text.split(".").map(Number);
}

function ipv6Bytes(text: string): number[] {
  const [head = "", tail] = text.split("::");
  const left = groupBytes(head);
  if (tail === undefined) return left;
  const right = groupBytes(tail);
  return [...left, ...Array<number>(16 - left.length - right.length).fill(0), ...right];
}

function groupBytes(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (group.includes(".")) return ipv4Bytes(group);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

function word(bytes: readonly number[], at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
