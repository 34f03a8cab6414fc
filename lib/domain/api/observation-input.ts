import * as z from "zod";
import { OBSERVABLE } from "#lib/domain/observation.ts";
import { OBSERVED_KINDS } from "./observations.ts";
import { textInput } from "./text-input.ts";

const LONGEST_ID = 1_024;
const LONGEST_STATUS = 60;

/** Body of POST /observations. */
export const observationInput = z
  .strictObject({
    subjectKind: z.enum(OBSERVED_KINDS, `Choose one of ${OBSERVED_KINDS.join(", ")}.`),
    source: z.string().min(1, "Name a source by its slug.").max(64, "is longer than 64 characters."),
    subjectKey: z
      .array(textInput(LONGEST_ID).min(1, "An id has no text."))
      .min(1, "Give the ids of the subject.")
      .max(3, "No subject has more than three ids.")
      .meta({ description: "[businessId], [businessId, accountId] or [userId, resource, resourceId]." }),
    says: textInput(LONGEST_STATUS).trim().min(1, "Say what the provider showed."),
    note: textInput(2_000).trim().optional(),
    checkedAt: z.iso
      .datetime({ offset: true, error: "Use a time such as 2026-11-21T10:40:00Z." })
      .optional()
      .meta({ description: "When it was looked at; now when left out." }),
  })
  .superRefine(({ subjectKind, subjectKey, says }, context) => {
    const { words, idCount } = OBSERVABLE[subjectKind];
    if (subjectKey.length !== idCount) {
      const message = `A ${subjectKind.replace("_", " ")} has ${idCount === 1 ? "one id" : `${idCount} ids`}.`;
      context.addIssue({ code: "custom", path: ["subjectKey"], message });
    }
    if (words !== null && !(words as readonly string[]).includes(says)) {
      context.addIssue({ code: "custom", path: ["says"], message: `Choose one of ${words.join(", ")}.` });
    }
  });

export type ObservationInput = z.output<typeof observationInput>;
