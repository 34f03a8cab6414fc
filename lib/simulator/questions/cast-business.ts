import type { TaskType } from "#lib/simulator/asset-body.ts";
import type { When } from "./when.ts";

/** What happens to a business, oldest first. */
export type BusinessLine =
  | readonly ["connected" | "synced" | "expired" | "disconnected", accountId: string, when: When]
  | readonly ["asked", types: readonly TaskType[], when: When]
  | readonly ["completed", when: When]
  | readonly ["created" | "activated" | "deactivated", externalId: string, when: When];

export interface CastBusiness {
  /** Its id is `biz_` and this. */
  readonly name: string;
  readonly lines: readonly BusinessLine[];
}

/** Connected long ago and synced lately. */
export function healthy(accountId: string, lastSync: When = "3h"): BusinessLine[] {
  return [
    ["connected", accountId, "59d"],
    ["synced", accountId, "30d"],
    ["synced", accountId, lastSync],
  ];
}
