import { type BusinessLine, type CastBusiness, healthy } from "./cast-business.ts";

/** Those whose bank connections have a story. */
export const CAST_WITH_CONNECTIONS: readonly CastBusiness[] = [
  {
    name: "bakery",
    lines: [
      ["created", "ext-bakery-101", "60d"],
      ...healthy("lni_bakery", "10d"),
      ["expired", "lni_bakery", "9d"],
      ["asked", ["reconnect_account"], "6d"],
      ["asked", ["reconnect_account"], "3d"],
    ],
  },
  {
    name: "dental",
    lines: [["created", "ext-dental-102", "60d"], ...healthy("lni_dental", "6d"), ["expired", "lni_dental", "5d"]],
  },
  {
    name: "florist",
    lines: [
      ["created", "ext-florist-103", "60d"],
      ...healthy("lni_florist"),
      ...healthy("eac_florist_savings", "2d 20h"),
      ["expired", "eac_florist_savings", "2d 14h"],
      ["asked", ["reconnect_account", "request_statement"], "1h"],
    ],
  },
  outage("cycles", 104, "14:05", [["asked", ["categorize_transaction", "reconnect_account"], "3h"]]),
  outage("legal", 105, "14:12", [["asked", ["reconnect_account", "request_receipt"], "3h"]]),
  outage("plumbing", 106, "14:20", [
    ["connected", "lni_plumbing", "2h"],
    ["synced", "lni_plumbing", "1h"],
  ]),
  outage("studio", 107, "14:31", [["synced", "lni_studio", "90m"]]),
  outage("roasters", 108, "14:44", [
    ["connected", "lni_roasters", "2h 30m"],
    ["synced", "lni_roasters", "2h"],
  ]),
  {
    name: "grocer",
    lines: [
      ["created", "ext-grocer-109", "60d"],
      ...healthy("lni_grocer", "13d"),
      ["expired", "lni_grocer", "12d"],
      ["connected", "lni_grocer", "10d"],
      ["synced", "lni_grocer", "4h"],
    ],
  },
  { name: "winery", lines: [["created", "ext-winery-110", "60d"], ...healthy("lni_winery", "6d")] },
  {
    name: "pottery",
    lines: [
      ["created", "ext-pottery-111", "60d"],
      ["synced", "eac_pottery", "20d"],
      ["synced", "eac_pottery", "9d"],
    ],
  },
  {
    name: "tailor",
    lines: [["created", "ext-tailor-112", "60d"], ...healthy("lni_tailor", "5d"), ["disconnected", "lni_tailor", "4d"]],
  },
];

/** One of five that expired within the same hour of yesterday. */
function outage(name: string, number: number, time: string, since: readonly BusinessLine[]): CastBusiness {
  const accountId = `lni_${name}`;
  const before: BusinessLine[] = [["created", `ext-${name}-${number}`, "60d"], ...healthy(accountId, "3d")];
  return { name, lines: [...before, ["expired", accountId, `yesterday ${time}`], ...since] };
}
