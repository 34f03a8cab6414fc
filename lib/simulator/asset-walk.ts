import {
  type AssetNews,
  type AssetType,
  type BusinessType,
  type PlaidType,
  TASK_TYPES,
  type TaskType,
} from "./asset-body.ts";
import type { Random } from "./random.ts";
import { type Account, type Business, createAccount, type World } from "./world.ts";

/** How often each type comes up once every type has been seen. */
export const ASSET_WEIGHTS = {
  PLAID_TRANSACTIONS_SYNCED: 50,
  TASK_REQUEST: 12,
  PLAID_ACCOUNT_CONNECTED: 10,
  TASKS_REQUEST_COMPLETED: 8,
  BUSINESS_CREATED: 7,
  PLAID_ACCOUNT_EXPIRED: 6,
  PLAID_ACCOUNT_DISCONNECTED: 3,
  BUSINESS_DEACTIVATED: 2,
  BUSINESS_ACTIVATED: 2,
} satisfies Record<AssetType, number>;

/** What is told instead where nobody is in a state to which the wanted thing can happen. */
const OTHERWISE = {
  PLAID_TRANSACTIONS_SYNCED: "PLAID_ACCOUNT_CONNECTED",
  PLAID_ACCOUNT_EXPIRED: "PLAID_ACCOUNT_CONNECTED",
  PLAID_ACCOUNT_DISCONNECTED: "PLAID_ACCOUNT_CONNECTED",
  PLAID_ACCOUNT_CONNECTED: "BUSINESS_ACTIVATED",
  TASK_REQUEST: "BUSINESS_ACTIVATED",
  TASKS_REQUEST_COMPLETED: "TASK_REQUEST",
  BUSINESS_ACTIVATED: "BUSINESS_CREATED",
  BUSINESS_DEACTIVATED: "BUSINESS_ACTIVATED",
  BUSINESS_CREATED: "PLAID_TRANSACTIONS_SYNCED",
} satisfies Record<AssetType, AssetType>;

/** The next thing that happens to one of the businesses: of the wanted type, or of the one that has to come before it. */
export function nextAssetNews(world: World, wanted: AssetType, at: Date, random: Random): AssetNews {
  return happen(world, wanted, at, random) ?? nextAssetNews(world, OTHERWISE[wanted], at, random);
}

function happen({ businesses }: World, type: AssetType, at: Date, random: Random): AssetNews | null {
  switch (type) {
    case "BUSINESS_CREATED":
      return changeBusiness(businesses, { type, from: "not_created", to: "active" }, at, random);
    case "BUSINESS_ACTIVATED":
      return changeBusiness(businesses, { type, from: "inactive", to: "active" }, at, random);
    case "BUSINESS_DEACTIVATED":
      return changeBusiness(businesses, { type, from: "active", to: "inactive" }, at, random);
    case "PLAID_ACCOUNT_CONNECTED":
      return connect(businesses, at, random);
    case "PLAID_TRANSACTIONS_SYNCED":
      return changeAccount(businesses, { type, from: ["connected"], to: "connected" }, at, random);
    case "PLAID_ACCOUNT_EXPIRED":
      return changeAccount(businesses, { type, from: ["connected"], to: "expired" }, at, random);
    case "PLAID_ACCOUNT_DISCONNECTED":
      return changeAccount(businesses, { type, from: ["connected", "expired"], to: "disconnected" }, at, random);
    case "TASK_REQUEST":
      return requestTasks(businesses, at, random);
    case "TASKS_REQUEST_COMPLETED":
      return completeTasks(businesses, at, random);
  }
}

type BusinessChange = { type: BusinessType; from: Business["state"]; to: Business["state"] };

function changeBusiness(businesses: Business[], change: BusinessChange, at: Date, random: Random): AssetNews | null {
  const business = pickWhere(businesses, ({ state }) => state === change.from, random);
  if (business === null) return null;
  business.state = change.to;
  return { type: change.type, at, businessId: business.id, externalId: business.externalId };
}

const MOST_ACCOUNTS = 3;

function connect(businesses: Business[], at: Date, random: Random): AssetNews | null {
  const isLost = ({ state }: Account) => state !== "connected";
  const canConnect = ({ state, accounts }: Business) =>
    state === "active" && (accounts.length < MOST_ACCOUNTS || accounts.some(isLost));
  const business = pickWhere(businesses, canConnect, random);
  if (business === null) return null;
  const account = business.accounts.find(isLost) ?? createAccount(random);
  account.state = "connected";
  if (!business.accounts.includes(account)) business.accounts.push(account);
  return { type: "PLAID_ACCOUNT_CONNECTED", at, businessId: business.id, accountId: account.id };
}

type AccountChange = { type: PlaidType; from: readonly Account["state"][]; to: Account["state"] };

function changeAccount(businesses: Business[], change: AccountChange, at: Date, random: Random): AssetNews | null {
  const candidates = businesses
    .filter(({ state }) => state === "active")
    .flatMap(({ id, accounts }) => accounts.map((account) => ({ businessId: id, account })));
  const found = pickWhere(candidates, ({ account }) => change.from.includes(account.state), random);
  if (found === null) return null;
  found.account.state = change.to;
  return { type: change.type, at, businessId: found.businessId, accountId: found.account.id };
}

function requestTasks(businesses: Business[], at: Date, random: Random): AssetNews | null {
  const business = pickWhere(businesses, ({ state }) => state === "active", random);
  if (business === null) return null;
  // An unchanged backlog is asked for again in the same words; that is how the digest works.
  business.openTasks ??= chooseTasks(business, random);
  return { type: "TASK_REQUEST", at, businessId: business.id, taskTypes: business.openTasks };
}

export function chooseTasks({ accounts }: Business, random: Random): TaskType[] {
  const hasExpired = accounts.some(({ state }) => state === "expired");
  const chosen = TASK_TYPES.filter((type) => (type === "reconnect_account" ? hasExpired : random.chance(0.35)));
  return chosen.length === 0 ? ["categorize_transaction"] : chosen;
}

function completeTasks(businesses: Business[], at: Date, random: Random): AssetNews | null {
  const business = pickWhere(businesses, ({ state, openTasks }) => state === "active" && openTasks !== null, random);
  if (business === null) return null;
  business.openTasks = null;
  return { type: "TASKS_REQUEST_COMPLETED", at, businessId: business.id };
}

function pickWhere<T>(items: readonly T[], matches: (item: T) => boolean, random: Random): T | null {
  const candidates = items.filter(matches);
  return candidates.length === 0 ? null : random.pick(candidates);
}
