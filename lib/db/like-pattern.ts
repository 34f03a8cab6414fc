/** A pattern for LIKE that finds the text anywhere; `%`, `_` and `\` in it mean themselves. */
export function likePattern(text: string): string {
  return `%${literal(text)}%`;
}

/** A pattern for LIKE that finds what begins with the text. */
export function likeBeginning(text: string): string {
  return `${literal(text)}%`;
}

function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, (special) => `\\${special}`);
}
