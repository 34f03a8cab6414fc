/** One household or server has a whole /64 of IPv6 addresses to itself. */
export function addressThrottleKey(address: string): string {
  return `address:${address.includes(":") ? network(address) : address}`;
}

function network(address: string): string {
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array<string>(Math.max(8 - before.length - after.length, 0)).fill("0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
