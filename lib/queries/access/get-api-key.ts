import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { ApiKeyRow } from "#lib/domain/api/api-keys.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { API_KEY_SELECT, toApiKeyRow } from "./api-key-rows.ts";

export async function getApiKey(actor: Actor, id: string): Promise<ApiKeyRow> {
  actor.require("api-key:read");
  const record = await prisma.apiKey.findUnique({ where: { id }, select: API_KEY_SELECT });
  if (record === null) throw new AppError("not_found", "There is no such API key.");
  return toApiKeyRow(record, new Date());
}
