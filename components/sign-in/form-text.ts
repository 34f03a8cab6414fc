/** Reads a form's texts by name. The inputs keep what was typed before the page came alive, which state would not. */
export function formText(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === "string" ? value : "";
  };
}
