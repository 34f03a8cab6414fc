import type { TaskType } from "./asset-body.ts";
import { aboundId, assetId } from "./provider-ids.ts";
import type { Random } from "./random.ts";

export interface Account {
  id: string;
  state: "connected" | "expired" | "disconnected";
}

export interface Business {
  id: string;
  externalId: string;
  state: "not_created" | "active" | "inactive";
  accounts: Account[];
  openTasks: readonly TaskType[] | null;
}

export interface Resource {
  id: string;
  status: "created" | "verifying" | "pending" | "done" | "error";
}

export interface User {
  id: string;
  taxPayments: Resource[];
  documents: Resource[];
}

/** The businesses and users the two providers report about; a walk through it changes their states. */
export interface World {
  businesses: Business[];
  users: User[];
}

const PLACES = ["harbor", "maple", "cobalt", "juniper", "north-end", "lakeside", "copper", "willow", "summit", "river"];
const TRADES = [
  "bakery",
  "dental",
  "roasters",
  "plumbing",
  "studio",
  "florist",
  "legal",
  "cycles",
  "café",
  "landscaping",
];

export function createWorld(random: Random, size: { businesses: number; users: number }): World {
  return {
    businesses: Array.from({ length: size.businesses }, (_, index) => createBusiness(random, index)),
    users: Array.from({ length: size.users }, () => ({
      id: aboundId(random, "userId"),
      taxPayments: [],
      documents: [],
    })),
  };
}

function createBusiness(random: Random, index: number): Business {
  return {
    id: assetId(random, "biz"),
    externalId: `${random.pick(PLACES)}-${random.pick(TRADES)}-${1001 + index}`,
    state: "not_created",
    accounts: [],
    openTasks: null,
  };
}

/** Most tenants see the id of the linked item, newer ones that of the external account. */
export function createAccount(random: Random): Account {
  return { id: assetId(random, random.chance(0.7) ? "lni" : "eac"), state: "connected" };
}
