import { clsx } from "clsx";

/** The sign and, unless the rail is narrow, the name. */
export function Wordmark({ collapses = false }: { collapses?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-md text-strong tracking-tight">
      <svg viewBox="0 0 20 20" width={20} height={20} aria-hidden className="shrink-0 text-accent">
        <rect width="20" height="20" rx="5" className="fill-current" />
        <path d="M5.5 7.5h9M5.5 12.5h9" strokeWidth="1.6" strokeLinecap="round" className="stroke-on-accent" />
        <circle cx="12.5" cy="7.5" r="2.3" className="fill-on-accent" />
        <circle cx="7.5" cy="12.5" r="2.3" className="fill-on-accent" />
      </svg>
      <span className={clsx(collapses && "md:max-lg:sr-only")}>Signalbox</span>
    </span>
  );
}
