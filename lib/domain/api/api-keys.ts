import * as z from "zod";
import { cursorParam, limitParam, pageOf, timestamp } from "./page.ts";

export const apiKeyQuery = z.strictObject({ limit: limitParam, cursor: cursorParam });

export const apiKeyRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    last4: z.string(),
    scopes: z.array(z.string()).meta({ description: "Roles and permissions." }),
    status: z.enum(["active", "expired", "revoked"]),
    isBootstrap: z.boolean().meta({ description: "From SIGNALBOX_BOOTSTRAP_API_KEY." }),
    createdAt: timestamp,
    createdBy: z.string(),
    lastUsedAt: timestamp.nullable().meta({ description: "To the minute." }),
    expiresAt: timestamp.nullable(),
    revokedAt: timestamp.nullable(),
  })
  .meta({ id: "ApiKey" });

export const apiKeyPage = pageOf(apiKeyRow).meta({ id: "ApiKeyPage" });

export const createdApiKey = apiKeyRow
  .extend({ key: z.string().meta({ description: "The key itself, returned once." }) })
  .meta({ id: "CreatedApiKey" });

export type ApiKeyRow = z.infer<typeof apiKeyRow>;
export type CreatedApiKey = z.infer<typeof createdApiKey>;
export type ApiKeyQuery = z.output<typeof apiKeyQuery>;
