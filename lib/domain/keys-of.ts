/** The keys of a fixed map, typed; z.enum needs to know that there is at least one. */
export function keysOf<Key extends string>(map: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  // Object.keys forgets the key type; the maps it is used on are literals with no others.
  return Object.keys(map) as [Key, ...Key[]];
}
