import { type AppError, ERROR_STATUS } from "#lib/domain/app-error.ts";

const NO_STORE = { "cache-control": "no-store" };

export function json(status: number, value: unknown): Response {
  return Response.json(value, { status, headers: NO_STORE });
}

export function noContent(): Response {
  return new Response(null, { status: 204, headers: NO_STORE });
}

/** The error shape of the API. What an AppError does not say is not said. */
export function problem(error: AppError, requestId: string | null): Response {
  const { code, message, issues } = error;
  const details = issues.length > 0 ? { issues } : {};
  return json(ERROR_STATUS[code], { error: { code, message, requestId, ...details } });
}
