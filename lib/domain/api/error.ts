import * as z from "zod";
import { ERROR_STATUS } from "#lib/domain/app-error.ts";
import { keysOf } from "#lib/domain/keys-of.ts";

export const errorAnswer = z
  .object({
    error: z.object({
      code: z.enum(keysOf(ERROR_STATUS)),
      message: z.string().meta({ description: "A sentence for the person who asked." }),
      requestId: z.string().nullable().meta({ description: "Found in the log, too." }),
      issues: z
        .array(z.object({ path: z.string(), message: z.string() }))
        .optional()
        .meta({ description: "Each wrong field of an input." }),
    }),
  })
  .meta({ id: "Error" });
