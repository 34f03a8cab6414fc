/** A file name that is safe in a Content-Disposition header and on every file system, whatever the id holds. */
export function attachmentName(prefix: string, id: string, ending: string): string {
  const safe = id
    .replaceAll(/[^A-Za-z0-9._-]+/g, "_")
    .replaceAll(/^\.+|\.+$/g, "")
    .slice(0, 80);
  return `${prefix}-${safe === "" ? "unnamed" : safe}.${ending}`;
}
