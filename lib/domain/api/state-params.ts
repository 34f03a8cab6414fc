import * as z from "zod";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { decodeStateCursor, type StateCursor } from "#lib/domain/state-cursor.ts";
import { limitParam } from "./page.ts";

/** The longest id a provider may use, and the longest text that is worth searching for. */
const LONGEST_TEXT = 256;

export const textParam = z.string().max(LONGEST_TEXT, `is longer than ${LONGEST_TEXT} characters.`);

/** A span such as `3d`, `48h` or `30m`; the value is milliseconds. */
export const spanParam = z
  .string()
  .regex(/^[1-9][0-9]{0,3}[mhd]$/, "must be a span such as 30m, 48h or 3d.")
  .transform((text) => Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS])
  .meta({ override: { type: "string", pattern: "^[1-9][0-9]{0,3}[mhd]$", examples: ["3d", "48h"] } });

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** One or several of the given words, separated by commas. */
export function choiceParam<Word extends string>(words: readonly Word[]) {
  const text = `must be one or several of ${words.join(", ")}, separated by commas.`;
  const isWord = (part: string): part is Word => (words as readonly string[]).includes(part);
  return z
    .string()
    .transform((given, context): Word[] => {
      const parts = given.split(",");
      if (parts.every(isWord)) return [...new Set(parts)];
      context.addIssue({ code: "custom", message: text });
      return z.NEVER;
    })
    .meta({ override: { type: "string" }, description: `One or several of ${words.join(", ")}, separated by commas.` });
}

const stateCursorParam = z
  .string()
  .transform((text, context): StateCursor => {
    const cursor = decodeStateCursor(text);
    if (cursor !== null) return cursor;
    context.addIssue({ code: "custom", message: "is not a cursor of this list." });
    return z.NEVER;
  })
  .optional()
  .meta({ description: "The `nextCursor` of the page before.", override: { type: "string" } });

/** What every list of state takes. */
export const stateListParams = {
  source: z.string().max(64, "is longer than 64 characters.").optional(),
  environment: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(", ")}.`).optional(),
  q: textParam.optional().meta({ description: "A part of an id, an external id or a name." }),
  limit: limitParam,
  cursor: stateCursorParam,
};

/** A moment of the past to show state at; `basis` says whether by what was known or by what was true then. */
export const asOfParams = {
  source: z.string().max(64, "is longer than 64 characters.").optional(),
  asOf: z.iso
    .datetime({ offset: true, error: "must be a time such as 2026-11-21T10:40:00Z." })
    .optional()
    .meta({ description: "State as of this moment; now when left out." }),
  basis: z
    .enum(["received", "occurred"], "must be received or occurred.")
    .default("received")
    .meta({ description: "received: what was known then. occurred: what was true then, by what is known now." }),
};
