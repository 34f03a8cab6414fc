import * as z from "zod";
import { decodeAuditCursor } from "#lib/domain/audit-cursor.ts";
import { AUDIT_OUTCOMES } from "#lib/domain/audit-record.ts";
import { filterTime } from "#lib/domain/filter-time.ts";
import { limitParam, pageOf, timestamp } from "./page.ts";

const text = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/, "must not contain NUL.");

export const auditQuery = z.strictObject({
  actor: text.optional().meta({ description: "An actor's id, or its label (an e-mail address, a key's name)." }),
  action: text.optional().meta({ description: "Such as `source.paused`; `source.` means all that begin so." }),
  targetKind: text.optional(),
  targetId: text.optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  from: filterTime.optional(),
  to: filterTime.optional(),
  limit: limitParam,
  cursor: z
    .string()
    .transform((given, context): string => {
      const seq = decodeAuditCursor(given);
      if (seq !== null) return seq;
      context.addIssue({ code: "custom", message: "is not a cursor of this list." });
      return z.NEVER;
    })
    .optional()
    .meta({ description: "The `nextCursor` of the page before.", override: { type: "string" } }),
});

export const auditRow = z
  .object({
    seq: z.string().meta({ description: "Counts up without gaps." }),
    at: timestamp,
    actor: z.object({ kind: z.enum(["operator", "api_key", "system"]), id: z.string().nullable(), label: z.string() }),
    remoteAddress: z.string().nullable(),
    action: z.string(),
    target: z.object({ kind: z.string(), id: z.string().nullable() }).nullable(),
    before: z.unknown(),
    after: z.unknown(),
    reason: z.string().nullable(),
    outcome: z.enum(AUDIT_OUTCOMES),
    requestId: z.string().nullable(),
    hash: z.string().meta({ description: "SHA-256 over the entry before and this one, in hex." }),
  })
  .meta({ id: "AuditEntry" });

export const auditPage = pageOf(auditRow).meta({ id: "AuditPage" });

export type AuditQuery = z.output<typeof auditQuery>;
export type AuditRow = z.infer<typeof auditRow>;
