import { clsx } from "clsx";

interface Props {
  label: string;
  total: number;
  succeeded: number;
  failed: number;
  skipped: number;
  className?: string;
}

/** How much of something is over, and how it ended. */
export function ProgressBar({ label, total, succeeded, failed, skipped, className }: Props) {
  const share = (count: number) => `${total === 0 ? 0 : (count / total) * 100}%`;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={succeeded + failed + skipped}
      className={clsx("flex h-1.5 overflow-hidden rounded-full bg-quiet-soft", className)}
    >
      <span className="bg-ok transition-[width]" style={{ width: share(succeeded) }} />
      <span className="bg-bad transition-[width]" style={{ width: share(failed) }} />
      <span className="bg-quiet transition-[width]" style={{ width: share(skipped) }} />
    </div>
  );
}
