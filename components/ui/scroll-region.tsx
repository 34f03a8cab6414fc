import type { ComponentProps } from "react";

interface Props extends ComponentProps<"section"> {
  /** Names the region for a screen reader. */
  label: string;
}

/** Scrolls on its own, so the keyboard must be able to reach it. */
export function ScrollRegion({ label, ...rest }: Props) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll the region
  return <section aria-label={label} tabIndex={0} {...rest} />;
}
