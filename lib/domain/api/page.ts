import * as z from "zod";
import { decodeCursor, type ListCursor } from "#lib/domain/cursor.ts";

export const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const LIMIT_TEXT = `must be a whole number from 1 to ${MAX_LIMIT}.`;

export const limitParam = z
  .string()
  .regex(/^[1-9][0-9]{0,2}$/, LIMIT_TEXT)
  .transform(Number)
  .refine((limit) => limit <= MAX_LIMIT, LIMIT_TEXT)
  .default(DEFAULT_LIMIT)
  .meta({
    description: "How many rows to return at most.",
    override: { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
  });

/** The cursor of a list that shows the newest first. */
export const cursorParam = z
  .string()
  .transform((text, context): ListCursor => {
    const cursor = decodeCursor(text);
    if (cursor?.kind === "list") return cursor;
    context.addIssue({ code: "custom", message: "is not a cursor of this list." });
    return z.NEVER;
  })
  .optional()
  .meta({ description: "The `nextCursor` of the page before.", override: { type: "string" } });

export const uuidParam = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, "is not an id: a UUID is expected.")
  .transform((text) => text.toLowerCase())
  .meta({ override: { type: "string", format: "uuid" } });

export const timestamp = z.iso.datetime().meta({ description: "ISO 8601, UTC." });

/** `{ data, nextCursor }` of any list. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    data: z.array(row),
    nextCursor: z.string().nullable().meta({ description: "Hand it back as `cursor`; null on the last page." }),
  });
}

export type Page<Row> = { data: Row[]; nextCursor: string | null };
