import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** Each of these had an unauthenticated remote hole, or puts foreign text into a page as markup. */
const FORBIDDEN: Readonly<Record<string, { pattern: RegExp; instead: string }>> = {
  "Server Actions": { pattern: /["']use server["']/, instead: "write a route handler under app/api/v1" },
  "Next's caching directive": { pattern: /["']use cache\b/, instead: "read from the database" },
  "raw HTML": { pattern: /dangerouslySetInnerHTML/, instead: "render text" },
  "the image optimiser": { pattern: /["']next\/image["']/, instead: "use a plain img element" },
};

const SOURCES = ["{app,components,lib}/**/*.{ts,tsx,js,jsx,mjs}", "*.{ts,tsx,js,mjs}"];

/** `file:line: what is forbidden and what to do instead`, for each place in the product's sources. */
export function findForbiddenText(root: string): string[] {
  return globSync(SOURCES, { cwd: root })
    .sort()
    .flatMap((file) => {
      const lines = readFileSync(path.join(root, file), "utf8").split("\n");
      return lines.flatMap((line, index) => judge(line).map((problem) => `${file}:${index + 1}: ${problem}`));
    });
}

function judge(line: string): string[] {
  return Object.entries(FORBIDDEN)
    .filter(([, { pattern }]) => pattern.test(line))
    .map(([name, { instead }]) => `${name} must not be used: ${instead}.`);
}
