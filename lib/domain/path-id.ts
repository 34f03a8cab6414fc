/** A provider's id out of a page's path, where it stands percent-encoded; text that is not stays as it is. */
export function pathId(param: string): string {
  try {
    return decodeURIComponent(param);
  } catch {
    return param;
  }
}
