import { clsx } from "clsx";

/** One grey bar in the place of a text. Give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-pulse rounded-sm bg-quiet-soft", className)} />;
}
