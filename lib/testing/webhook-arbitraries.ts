import fc from "fast-check";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import { findProvider } from "#lib/providers/find-provider.ts";
import { anyBody, jsonText } from "./json-arbitraries.ts";

/** Bodies shaped like a provider's, with anything at all where an id, a time or a type belongs. */

const MEMBERS = {
  asset: { type: "type", within: "content", rest: ["business_id", "business_external_id", "account_id", "task_types"] },
  abound: {
    type: "event",
    within: null,
    rest: ["resource", "resourceId", "resourceURL", "resourceStatus", "userId", "webhookRequestId", "id"],
  },
} satisfies Record<ProviderName, { type: string; within: string | null; rest: readonly string[] }>;

/** Any UTF-16 units, as an escape can write them. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 12 }),
  fc.constantFrom("", "\u0000", "\ud800", "'", '"', "\\", ",", "{}", "NULL", "null", "\\u0000", "#2", "%", "\u2028"),
  fc
    .tuple(fc.constantFrom("x", "é", "😀", "\ud83d", "\u0000"), fc.integer({ min: 190, max: 300 }))
    .map(([unit, times]) => unit.repeat(times)),
);
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => JSON.stringify(date)),
  fc
    .constantFrom(
      "0001-01-01T00:00:00Z",
      "9999-12-31T23:59:59.9999999Z",
      "9999-12-31T23:59:60-01:00",
      "0000-01-01T00:00:00Z",
    )
    .map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '"2016-12-31T23:59:60Z"',
    '"2026-02-30T00:00:00Z"',
    '"2026-01-01T24:00:00"',
    "9999999999999",
    "-1",
    "1e12",
  ),
);
const value = fc.oneof(
  anyText.map((text) => JSON.stringify(text)),
  jsonText,
);

/** A JSON text, mostly an object as the provider would send it. */
export function providerBody(provider: ProviderName): fc.Arbitrary<Buffer> {
  const { type, within, rest } = MEMBERS[provider];
  const types = findProvider(provider).eventTypes.map((entry) => JSON.stringify(entry.type));
  const anyType = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...types) }, { weight: 1, arbitrary: value });
  const member = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constantFrom<string>(...rest), value) },
    { weight: 2, arbitrary: fc.tuple(fc.constant("timestamp"), fc.oneof(time, value)) },
    { weight: 1, arbitrary: fc.tuple(anyText, value) },
  );
  const shaped = fc.tuple(anyType, fc.array(member, { maxLength: 8 })).map(([name, members]) => {
    const inner = members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",");
    const rest = within === null ? inner : `"${within}":{${inner}}`;
    return Buffer.from(`{"${type}":${name}${rest === "" ? "" : `,${rest}`}}`);
  });
  return fc.oneof({ weight: 6, arbitrary: shaped }, { weight: 1, arbitrary: anyBody });
}

/** Header values as HTTP lets them through: any byte but the controls, as Latin-1 characters. */
export const headerValue: fc.Arbitrary<string> = fc.oneof(
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
    maxLength: 30,
  }),
  fc.constantFrom("\\u0000", "\\\\u0000", "\\ud800", '"', "\\", "{}", "a, b", "\u00ff\u00fe", "null"),
);

export const otherHeader: fc.Arbitrary<[string, string]> = fc.tuple(
  fc.oneof(
    fc.constantFrom("user-agent", "x-null", "Cookie", "AUTHORIZATION", "signalbox-hop"),
    fc.stringMatching(/^[!#$%&'*+.^_`|~0-9a-z-]{1,12}$/),
  ),
  headerValue,
);
