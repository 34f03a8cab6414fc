/** The registers that notices touch, each once. */
export type RegisterKeys = {
  businesses: readonly BusinessKey[];
  connections: readonly ConnectionKey[];
  taskLists: readonly BusinessKey[];
  resources: readonly ResourceKey[];
};

export type BusinessKey = { source_id: string; business_id: string };
export type ConnectionKey = BusinessKey & { account_id: string };
export type ResourceKey = { source_id: string; user_id: string; resource: string; resource_id: string };

/** One array a column, as unnest takes them. */
export function keyColumns<Key extends object>(keys: readonly Key[], names: readonly (keyof Key)[]): unknown[][] {
  return names.map((name) => keys.map((key) => key[name]));
}
