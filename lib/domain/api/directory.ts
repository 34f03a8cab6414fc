import * as z from "zod";
import { decodeStateCursor, type StateCursor } from "#lib/domain/state-cursor.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { limitParam, pageOf, timestamp, uuidParam } from "./page.ts";

const MAX_DIRECTORY_ROWS = 50_000;
/** Of a request: 50,000 names with all three ids at usual lengths are about 8 MB. */
export const MAX_DIRECTORY_BYTES = 10_000_000;

const LONGEST_ID = 255;
const LONGEST_NAME = 200;

const text = z
  .string({ error: (issue) => (issue.input === undefined ? "is missing." : "must be text.") })
  .trim()
  .refine((given) => !/\p{Cc}/u.test(given) && given.isWellFormed(), "holds a character that cannot be kept.");

const id = text
  .refine((given) => [...given].length <= LONGEST_ID, `is longer than ${LONGEST_ID} characters.`)
  .transform((given) => (given === "" ? undefined : given))
  .nullish()
  .meta({ override: { type: ["string", "null"], maxLength: LONGEST_ID } });

const displayName = text
  .refine((given) => given !== "", "is missing.")
  .refine((given) => [...given].length <= LONGEST_NAME, `is longer than ${LONGEST_NAME} characters.`)
  .meta({ override: { type: "string", minLength: 1, maxLength: LONGEST_NAME } });

const directoryName = z
  .strictObject(
    {
      id: uuidParam.optional().meta({ description: "Of the entry that is meant, to change its ids." }),
      externalId: id,
      businessId: id,
      userId: id,
      displayName,
    },
    { error: (issue) => (issue.code === "invalid_type" ? "must be an object." : undefined) },
  )
  .refine((given) => Boolean(given.externalId ?? given.businessId ?? given.userId), {
    message: "needs an externalId, a businessId or a userId.",
  })
  .meta({
    id: "DirectoryName",
    description: "At least one id. An id that is left out is kept as it is; null takes it away.",
  });

export const directoryInput = z
  .array(directoryName, "The body must be a list of names.")
  .max(MAX_DIRECTORY_ROWS, `Send at most ${MAX_DIRECTORY_ROWS} names at once.`);

/** The same as a CSV file, for senders that can only send JSON. */
export const directoryCsvInput = z.strictObject({
  csv: z.string().meta({ description: "A CSV file with a header row, as PUT with text/csv takes it." }),
});

const trueParam = z
  .enum(["true", "false"], "must be true or false.")
  .default("false")
  .transform((given) => given === "true");
const flag = (description: string) => trueParam.meta({ description, override: { type: "boolean", default: false } });

export const directoryPutQuery = z.strictObject({
  replace: flag("Remove every name that is not given; ids that are left out are taken away."),
  dryRun: flag("Answer what would change and change nothing."),
});
export type DirectoryPutOptions = z.output<typeof directoryPutQuery>;

export const directoryChange = z
  .object({ added: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int(), total: z.int() })
  .meta({ id: "DirectoryChange" });
export type DirectoryChange = z.infer<typeof directoryChange>;

const directoryCursor = z
  .string()
  .transform((given, context): StateCursor => {
    const cursor = decodeStateCursor(given);
    const [id, ...more] = cursor?.key ?? [];
    if (typeof cursor?.value === "string" && id !== undefined && isUuid(id) && more.length === 0) return cursor;
    context.addIssue({ code: "custom", message: "is not a cursor of this list." });
    return z.NEVER;
  })
  .optional()
  .meta({ description: "The `nextCursor` of the page before.", override: { type: "string" } });

const listParams = {
  q: z
    .string()
    .max(LONGEST_ID, `is longer than ${LONGEST_ID} characters.`)
    .optional()
    .meta({ description: "A part of a name or of an id." }),
  limit: limitParam,
  cursor: directoryCursor,
};

export const directoryPageQuery = z.strictObject(listParams);
export const directoryQuery = z.strictObject({
  ...listParams,
  format: z.enum(["json", "csv"], "must be json or csv.").default("json").meta({ description: "csv: all that match." }),
});
export type DirectoryQuery = z.output<typeof directoryPageQuery>;

const directoryRow = z
  .object({
    id: z.uuid(),
    externalId: z.string().nullable(),
    businessId: z.string().nullable(),
    userId: z.string().nullable(),
    displayName: z.string(),
    updatedAt: timestamp,
    updatedBy: z.string(),
  })
  .meta({ id: "DirectoryEntry" });
export type DirectoryRow = z.infer<typeof directoryRow>;

export const directoryPage = pageOf(directoryRow).meta({ id: "DirectoryPage" });
