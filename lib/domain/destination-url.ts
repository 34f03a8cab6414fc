import { decodePunycode } from "./punycode.ts";

/** A destination's URL after parsing. `host` is punycode; `unicodeHost` is set when it reads differently. */
export type DestinationUrl = {
  href: string;
  scheme: "http" | "https";
  host: string;
  unicodeHost: string | null;
  port: number;
};

export type DestinationUrlProblem =
  | "empty"
  | "too_long"
  | "forbidden_character"
  | "scheme"
  | "credentials"
  | "fragment"
  | "not_a_url"
  | "port"
  | "host";

export type DestinationUrlOutcome =
  | { kind: "ok"; url: DestinationUrl }
  | { kind: "invalid"; problem: DestinationUrlProblem; message: string };

const MAX_DESTINATION_URL_LENGTH = 2048;

/** Parses the text once, by the rules that the form, the API and the sender share. Says nothing about the address. */
export function parseDestinationUrl(text: string): DestinationUrlOutcome {
  const problem = findTextProblem(text);
  if (problem) return invalid(problem);
  const url = parseUrl(text);
  if (!url) return invalid("not_a_url");
  const scheme = url.protocol === "https:" ? "https" : "http";
  const port = url.port === "" ? DEFAULT_PORT[scheme] : Number(url.port);
  if (port === 0) return invalid("port");
  if (!isHostname(url.hostname)) return invalid("host");
  const unicode = toUnicode(url.hostname);
  const unicodeHost = unicode === url.hostname ? null : unicode;
  return { kind: "ok", url: { href: url.href, scheme, host: url.hostname, unicodeHost, port } };
}

// Whatever `new URL` would silently strip, decode or reinterpret is refused in the text, before parsing.
function findTextProblem(text: string): DestinationUrlProblem | null {
  if (text === "") return "empty";
  if (text.length > MAX_DESTINATION_URL_LENGTH) return "too_long";
  if (/[\p{C}\p{Z}\s\\]/u.test(text)) return "forbidden_character";
  if (!/^https?:\/\/[^/?#]/i.test(text)) return "scheme";
  if (text.includes("#")) return "fragment";
  const authority = text.slice(text.indexOf("//") + 2).split(/[/?]/, 1)[0] ?? "";
  return authority.includes("@") ? "credentials" : null;
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function isHostname(hostname: string): boolean {
  if (hostname.startsWith("[")) return true;
  const name = hostname.replace(/\.$/, "");
  return name.length <= 253 && name.split(".").every((label) => label.length > 0 && label.length <= 63);
}

function toUnicode(hostname: string): string {
  return hostname
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join(".");
}

function invalid(problem: DestinationUrlProblem): DestinationUrlOutcome {
  return { kind: "invalid", problem, message: MESSAGE[problem] };
}

const DEFAULT_PORT = { http: 80, https: 443 };

const MESSAGE = {
  empty: "Enter the URL to deliver to.",
  too_long: `The URL is longer than ${MAX_DESTINATION_URL_LENGTH} characters.`,
  forbidden_character: "The URL holds a blank, an invisible character or a backslash; remove it or percent-encode it.",
  scheme: "The URL must start with https:// (or http:// for an allow-listed private address) and name a host.",
  credentials: "Leave user name and password out of the URL; send them in a custom header instead.",
  fragment: "Leave out the part from # on; it would never be sent.",
  not_a_url: "This is not a URL that can be called; check the host and the port.",
  port: "Port 0 cannot be called.",
  host: "The host name has an empty label, a label over 63 characters, or more than 253 characters.",
} satisfies Record<DestinationUrlProblem, string>;
