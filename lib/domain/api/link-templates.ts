import * as z from "zod";
import { KIND_PLACEHOLDERS, LINK_KINDS } from "#lib/domain/link-template.ts";
import { pageOf, timestamp } from "./page.ts";
import { nameInput, textInput } from "./text-input.ts";

const LONGEST_TEMPLATE = 2_000;

const subjectKind = z.enum(LINK_KINDS, `Choose one of ${LINK_KINDS.join(", ")}.`);
const template = textInput(LONGEST_TEMPLATE)
  .trim()
  .min(1, "Enter an address.")
  .meta({
    description: `An https address; every value is percent-encoded. Placeholders: ${Object.entries(KIND_PLACEHOLDERS)
      .map(([kind, names]) => `${kind}: ${names.map((name) => `{${name}}`).join(" ")}`)
      .join("; ")}.`,
  });

/** They are few: one page holds them all. */
export const linkTemplateQuery = z.strictObject({});

export const linkTemplateInput = z.strictObject({ name: nameInput, subjectKind, template });
export type LinkTemplateInput = z.output<typeof linkTemplateInput>;

export const linkTemplatePatchInput = z
  .strictObject({ name: nameInput.optional(), subjectKind: subjectKind.optional(), template: template.optional() })
  .refine((given) => Object.keys(given).length > 0, "Say what to change: name, subjectKind or template.");
export type LinkTemplatePatchInput = z.output<typeof linkTemplatePatchInput>;

export const linkTemplateRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    subjectKind: z.enum(LINK_KINDS),
    template: z.string(),
    updatedAt: timestamp,
    updatedBy: z.string(),
  })
  .meta({ id: "LinkTemplate" });
export type LinkTemplateRow = z.infer<typeof linkTemplateRow>;

export const linkTemplatePage = pageOf(linkTemplateRow).meta({ id: "LinkTemplatePage" });
