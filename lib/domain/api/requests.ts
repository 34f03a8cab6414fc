import * as z from "zod";
import { ENVIRONMENTS } from "#lib/domain/environment.ts";
import { filterTime } from "#lib/domain/filter-time.ts";
import { cursorParam, limitParam, pageOf, timestamp, uuidParam } from "./page.ts";

const OUTCOMES = ["accepted", "rejected"] as const;

export const requestQuery = z.strictObject({
  outcome: z.enum(OUTCOMES, `must be one of ${OUTCOMES.join(", ")}.`).optional(),
  cause: z
    .string()
    .regex(/^[a-z0-9_]{1,64}$/, "is not a cause.")
    .optional()
    .meta({ description: "Such as bad_signature or source_disabled." }),
  source: z.string().max(64, "is longer than 64 characters.").optional(),
  environment: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(", ")}.`).optional(),
  eventId: uuidParam.optional(),
  isKept: z
    .enum(["true"], "must be true, or left out.")
    .optional()
    .meta({ description: "Only what was refused, is kept in full, and can still be accepted." }),
  from: filterTime.optional(),
  to: filterTime.optional(),
  limit: limitParam,
  cursor: cursorParam,
});

export type RequestQuery = z.output<typeof requestQuery>;

export const requestRow = z
  .object({
    id: z.uuid().meta({ description: "That of the event where the request became one on arrival." }),
    source: z.string().meta({ description: "The slug in the address, whether or not there is such a source." }),
    sourceName: z.string().nullable(),
    environment: z.enum(ENVIRONMENTS).nullable(),
    door: z.string(),
    outcome: z.enum(OUTCOMES),
    status: z.int().meta({ description: "The HTTP status that was answered." }),
    cause: z.string().nullable(),
    causeText: z.string().nullable().meta({ description: "The cause in words." }),
    receivedAt: timestamp,
    remoteAddress: z.string().nullable(),
    isDuplicate: z.boolean(),
    bodySize: z.int().nullable(),
    bodyPrefix: z.string().nullable().meta({ description: "The beginning of a refused body, as text." }),
    headers: z.array(z.tuple([z.string(), z.string()])).nullable(),
    eventId: z.uuid().nullable(),
    isKept: z.boolean().meta({ description: "Refused, kept in full, and not accepted yet." }),
    isHeld: z.boolean().meta({
      description: "Kept in full because nobody could verify it; it is verified by itself once that is possible.",
    }),
    canReverify: z.boolean().meta({ description: "All of its body is here, so that `reverify` may still accept it." }),
    reverifyProblem: z.string().nullable().meta({ description: "Why it cannot be verified again, in words." }),
    sharedHeaderPassed: z.boolean().nullable().meta({
      description: "Whether the shared headers of its source were right on arrival; null where it required none.",
    }),
    acceptedLaterAt: timestamp.nullable(),
  })
  .meta({ id: "Request" });

export type RequestRow = z.infer<typeof requestRow>;

export const requestPage = pageOf(requestRow).meta({ id: "RequestPage" });
