import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { ResolveError } from "./network-failures.ts";

export type ResolvedAddress = { address: string; family: 4 | 6 };

/** Asks for every A and AAAA record of a name. Injectable so that tests can play the name server. */
export type Resolver = (hostname: string) => Promise<ResolvedAddress[]>;

export const RESOLVE_DEADLINE_MS = 3000;

/** The addresses of a host, asked for exactly once. A literal address is its own answer. Throws ResolveError. */
export async function resolveHost(hostname: string, resolver: Resolver): Promise<ResolvedAddress[]> {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(bare);
  if (family === 4 || family === 6) return [{ address: bare, family }];
  const addresses = await withDeadline(bare, resolver(bare));
  if (addresses.length === 0) throw new ResolveError("no_addresses", bare);
  return addresses;
}

/**
 * Lets those who ask for a name while an answer to it is due share that answer. A lookup occupies one of the process's
 * few threads for as long as the name server is silent, so that a destination must not take them all.
 */
export function sharePending(resolver: Resolver): Resolver {
  const pending = new Map<string, Promise<ResolvedAddress[]>>();
  return (hostname) => {
    const known = pending.get(hostname);
    if (known !== undefined) return known;
    const answer = resolver(hostname).finally(() => pending.delete(hostname));
    pending.set(hostname, answer);
    return answer;
  };
}

/** The system's resolver: /etc/hosts and the container's own names count, which a plain DNS query would miss. */
export const systemResolver: Resolver = sharePending(async (hostname) => {
  const found = await lookup(hostname, { all: true, order: "verbatim" });
  return found.map(({ address }) => ({ address, family: address.includes(":") ? 6 : 4 }));
});

async function withDeadline(host: string, answer: Promise<ResolvedAddress[]>): Promise<ResolvedAddress[]> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ResolveError("timeout", host)), RESOLVE_DEADLINE_MS);
  });
  try {
    return await Promise.race([answer, deadline]);
  } catch (error) {
    throw error instanceof ResolveError ? error : new ResolveError(reasonOf(error), host, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): "not_found" | "temporary" | "no_addresses" {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOTFOUND") return "not_found";
  return code === "ENODATA" ? "no_addresses" : "temporary";
}
