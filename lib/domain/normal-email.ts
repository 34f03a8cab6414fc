/** The one spelling of an e-mail address that is stored and looked up. */
export function normalEmail(text: string): string {
  return text.trim().toLowerCase();
}
