/** Keeps a prefix such as "biz_" with four characters after it, and the last four: "biz_Pk2f…1wc7". */
export function shortenId(id: string): string {
  const prefix = /^[a-zA-Z]{1,10}_/.exec(id)?.[0] ?? "";
  const head = prefix.length + (prefix ? 4 : 8);
  if (id.length <= head + 6) return id;
  return `${id.slice(0, head)}…${id.slice(-4)}`;
}
