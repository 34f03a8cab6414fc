import { defaultFilter } from "cmdk";
import type { SearchHit } from "#lib/domain/api/search.ts";

const WHOLE = "\u0001whole ";
const PART = "\u0001part ";

/** Names a hit among the palette's items. */
export function hitValue(hit: SearchHit, index: number, text: string): string {
  return `${isWholeHit(hit, text) ? WHOLE : PART}${index} ${hit.kind} ${hit.id}`;
}

/** A thing whose id was typed comes first, then a screen by its name, then other hits; the rest follows by likeness. */
export function paletteOrder(value: string, search: string, keywords?: string[]): number {
  if (value.startsWith(WHOLE)) return 2;
  return value.startsWith(PART) ? 0.95 : defaultFilter(value, search, keywords);
}

/** Whether the text is all of one of its ids or names. */
export function isWholeHit({ id, title, detail }: SearchHit, text: string): boolean {
  const wanted = text.toLowerCase();
  return [id, title, ...(detail?.split(" · ") ?? [])].some((part) => part.toLowerCase() === wanted);
}
