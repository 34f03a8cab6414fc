/** The tables that are computed from events, with their keys. */
export const STATE_TABLES = {
  notices: ["event_id"],
  businesses: ["source_id", "business_id"],
  connections: ["source_id", "business_id", "account_id"],
  task_lists: ["source_id", "business_id"],
  users: ["source_id", "user_id"],
  resources: ["source_id", "user_id", "resource", "resource_id"],
} as const;

export type StateTable = keyof typeof STATE_TABLES;
