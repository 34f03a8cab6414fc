import { BookUser } from "lucide-react";

const SAYS = "Name from your directory";

/** A name that operators gave, marked as such: no provider ever sent it. */
export function DirectoryName({ name }: { name: string }) {
  return (
    <span title={SAYS} className="inline-flex min-w-0 max-w-full items-center gap-1.5 align-middle">
      <span className="truncate">{name}</span>
      <BookUser size={12} strokeWidth={1.75} aria-hidden className="shrink-0 text-faint" />
      <span className="sr-only"> ({SAYS.toLowerCase()})</span>
    </span>
  );
}
