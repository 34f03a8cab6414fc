import type { Pair } from "#components/ui/pair-rows.tsx";
import type { SourceDetail } from "#lib/domain/api/sources.ts";
import type { Environment } from "#lib/domain/environment.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";

/** "default" is the key set that Asset publishes. */
export type KeyOrigin = "default" | "url" | "pasted";

/** A source as the form holds it. */
export interface SourceValues {
  provider: ProviderName;
  name: string;
  environment: Environment;
  slug: string;
  keyOrigin: KeyOrigin;
  jwksUrl: string;
  jwks: string;
  secrets: Pair[];
  sharedHeaders: Pair[];
  /** Whole minutes; empty where nobody is told of silence. */
  quietAfterMinutes: string;
}

export const NEW_SOURCE: SourceValues = {
  provider: "asset",
  name: "",
  environment: "production",
  slug: "",
  keyOrigin: "default",
  jwksUrl: "",
  jwks: "",
  secrets: [],
  sharedHeaders: [],
  quietAfterMinutes: "",
};

export function sourceValues(source: SourceDetail): SourceValues {
  const { provider, name, environment, slug, hasPastedJwks, jwksUrl, quietAfterMinutes } = source;
  return {
    ...NEW_SOURCE,
    provider,
    name,
    environment,
    slug,
    keyOrigin: hasPastedJwks ? "pasted" : "url",
    jwksUrl: jwksUrl ?? "",
    quietAfterMinutes: quietAfterMinutes?.toString() ?? "",
  };
}

type Fields = Record<string, string>;

/** What is missing before anything is sent; `isNew` asks for what an existing source has already. */
export function findSourceProblems(values: SourceValues, isNew: boolean): Fields {
  const { provider, name, keyOrigin, jwksUrl, jwks, secrets, sharedHeaders } = values;
  const found: Fields = {};
  const isUnfinished = (pairs: readonly Pair[]) => pairs.some((pair) => pair.name.trim() === "" || pair.value === "");
  if (name.trim() === "") found.name = "Enter a name.";
  if (provider === "asset" && keyOrigin === "url" && jwksUrl.trim() === "") found.jwksUrl = "Enter the key set's URL.";
  if (provider === "asset" && isNew && keyOrigin === "pasted" && jwks.trim() === "") found.jwks = "Paste the key set.";
  if (!isMinutes(values.quietAfterMinutes)) found.quietAfterMinutes = "Enter whole minutes, 1 to 10,080, or nothing.";
  if (isUnfinished(secrets)) found.secrets = "Give each secret a label and a value, or remove it.";
  if (isUnfinished(sharedHeaders)) found.sharedHeaders = "Give each header a name and a value, or remove it.";
  return found;
}

function isMinutes(typed: string): boolean {
  const text = typed.trim();
  return text === "" || (/^[1-9][0-9]{0,4}$/.test(text) && Number(text) <= MOST_MINUTES);
}

const MOST_MINUTES = 10_080;

function quietPart({ quietAfterMinutes }: SourceValues): number | null {
  return quietAfterMinutes.trim() === "" ? null : Number(quietAfterMinutes);
}

/** The key set as the API takes it: nothing where the default, or what is stored, shall count. */
function keySetPart({ provider, keyOrigin, jwksUrl, jwks }: SourceValues): { jwksUrl?: string; jwks?: string } {
  if (provider !== "asset") return {};
  if (keyOrigin === "url") return { jwksUrl: jwksUrl.trim() };
  return keyOrigin === "pasted" && jwks.trim() !== "" ? { jwks } : {};
}

export function newSourceBody(values: SourceValues): Record<string, unknown> {
  const { provider, name, environment, slug, secrets, sharedHeaders } = values;
  return {
    provider,
    name: name.trim(),
    environment,
    ...(slug.trim() === "" ? {} : { slug: slug.trim() }),
    ...(quietPart(values) === null ? {} : { quietAfterMinutes: quietPart(values) }),
    ...keySetPart(values),
    ...(provider === "abound" ? { secrets: labelled(secrets) } : {}),
    ...(provider === "asset" ? { sharedHeaders: named(sharedHeaders) } : {}),
  };
}

/** Only what differs from the source as it was read. */
export function changedSource(values: SourceValues, before: SourceDetail): Record<string, unknown> {
  const keySet = keySetPart(values);
  return {
    ...(values.name.trim() === before.name ? {} : { name: values.name.trim() }),
    ...(values.environment === before.environment ? {} : { environment: values.environment }),
    ...(quietPart(values) === before.quietAfterMinutes ? {} : { quietAfterMinutes: quietPart(values) }),
    ...(keySet.jwksUrl !== undefined && keySet.jwksUrl === before.jwksUrl && !before.hasPastedJwks ? {} : keySet),
  };
}

function labelled(pairs: readonly Pair[]): { label: string; value: string }[] {
  return pairs.map(({ name, value }) => ({ label: name.trim(), value }));
}

function named(pairs: readonly Pair[]): { name: string; value: string }[] {
  return pairs.map(({ name, value }) => ({ name: name.trim(), value }));
}
