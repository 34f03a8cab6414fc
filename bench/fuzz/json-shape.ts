/** Whether bytes are strict UTF-8 of one JSON object, nested at most so deep; by the engine's own parser. */
export function isJsonObjectWithin(body: Buffer, depth: number): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return depthOf(text) <= depth && text.trimStart().startsWith("{") && isParsed(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}

function isParsed(text: string): boolean {
  JSON.parse(text);
  return true;
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const bracket of text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, "").replaceAll(/[^[\]{}]/g, "")) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
