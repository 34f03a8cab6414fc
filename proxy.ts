import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";

const isDevelopment = process.env.NODE_ENV === "development";
const isHttps = (process.env.SIGNALBOX_CONSOLE_URL ?? "").startsWith("https://");

const SECURITY_HEADERS: ReadonlyArray<readonly [string, string]> = [
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  [
    "Permissions-Policy",
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
  ],
  ["Cache-Control", "no-store"],
];

/** Payloads are somebody else's bytes: a browser that is made to open one must not run it. */
const API_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** Sets headers and nothing else: who may see or do what is decided where data is read and written. */
export function proxy(request: NextRequest) {
  const isApi = request.nextUrl.pathname.startsWith("/api/");
  const response = isApi ? apiResponse() : pageResponse(request);
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value);
  // Compressed, each message of the stream would wait for a block to fill.
  if (request.nextUrl.pathname === "/api/v1/stream") response.headers.set("Cache-Control", "no-store, no-transform");
  if (isHttps) response.headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return response;
}

function apiResponse(): NextResponse {
  const response = NextResponse.next();
  response.headers.set("Content-Security-Policy", API_POLICY);
  return response;
}

function pageResponse(request: NextRequest): NextResponse {
  const nonce = randomBytes(18).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-page-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce for its own scripts from the policy of the request.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  // React evaluates code in development only, and the dev server injects styles without a nonce.
  const scripts = isDevelopment ? " 'unsafe-eval'" : "";
  const styles = isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${scripts}`,
    `style-src-elem ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

export const config = {
  // The webhook door stays out: a matched body would be buffered and cut before the handler sees it.
  matcher: ["/((?!api/webhooks|_next/static|_next/image|icon.svg|favicon.ico).*)"],
};
