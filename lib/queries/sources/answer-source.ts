import type { Actor } from "#lib/auth/actor.ts";
import type { SourceDetail } from "#lib/domain/api/sources.ts";
import { getSource } from "./get-source.ts";

type Written = { warnings: string[]; moved?: { delivered: number; held: number; discarded: number } | null };

/** A source as its writer is answered. A key that may write and not read learns what its change did, no more. */
export async function answerSource(actor: Actor, slug: string, { warnings, moved = null }: Written) {
  const source: SourceDetail | null = actor.can("source:read") ? await getSource(actor, slug) : null;
  return { slug, ...source, warnings: [...new Set([...warnings, ...(source?.warnings ?? [])])], moved };
}
