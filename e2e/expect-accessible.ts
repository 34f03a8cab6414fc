import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Those that a change of colours alone can break. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** No rule of WCAG 2.2 AA that a machine can check is broken by what is shown now, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of ["light", "dark"] as const) {
    await showIn(page, scheme);
    const { violations } = await examine(page, scheme).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => `${node.html} – ${node.failureSummary}`),
    }));
    expect(found, `${new URL(page.url()).pathname} in ${scheme}`).toEqual([]);
  }
  await showIn(page, "light");
}

function examine(page: Page, scheme: "light" | "dark"): AxeBuilder {
  // No frames to gather from: the results need no page of their own.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  return scheme === "light" ? axe.withTags(RULES) : axe.withRules(COLOUR_RULES);
}

/** The console follows the system's scheme until somebody chooses one. */
export async function showIn(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", scheme);
  // A popup that is still fading in has the contrast of a moment.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
}
