/** True where a letter belongs to the reader's text, or an open dialog owns the keys, so that it must not be a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('[data-open]:is([role="dialog"], [role="menu"])')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target.isContentEditable || target.closest("textarea, select, [role='tree']") !== null;
}
