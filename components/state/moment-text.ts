/** "19 Nov 2026 14:00Z", with seconds only where there are some; text that is no time comes back as it is. */
export function momentText(at: string): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  const iso = new Date(time).toISOString();
  return `${dayText(iso)} ${clockText(iso)}Z`;
}

function dayText(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(iso),
  );
}

function clockText(iso: string): string {
  return iso
    .slice(11, 23)
    .replace(/\.000$/, "")
    .replace(/^(\d\d:\d\d):00$/, "$1");
}
