import { AppError } from "#lib/domain/app-error.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A request that carries a cookie may change something only if our own pages sent it: JSON, from this origin, with
 * the console's header. Throws AppError `cross_site`.
 */
export function refuseCrossSite(request: Request, consoleUrl: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") refuse("The content type must be application/json.");
  if (!isSameOrigin(request.headers, consoleUrl)) refuse("The request comes from another site.");
  if (request.headers.get("x-requested-by") !== "console") refuse("The header x-requested-by: console is missing.");
}

/** Sec-Fetch-Site where the browser sends it, else Origin; forwarded headers are never asked. */
export function isSameOrigin(headers: Headers, consoleUrl: string): boolean {
  const origin = headers.get("origin");
  if (origin === "null") return false;
  const site = headers.get("sec-fetch-site");
  return site === null ? origin === consoleUrl : site === "same-origin";
}

function refuse(message: string): never {
  throw new AppError("cross_site", message);
}
