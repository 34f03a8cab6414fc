/** "14:02 UTC", with its day unless that is today. */
export function clockInWords(at: string, now: Date): string {
  const iso = new Date(at).toISOString();
  const day = iso.slice(0, 10) === now.toISOString().slice(0, 10) ? "" : `${iso.slice(0, 10)} `;
  return `${day}${iso.slice(11, 16)} UTC`;
}
