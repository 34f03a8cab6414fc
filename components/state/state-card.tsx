import { type ReactNode, useId } from "react";
import { Card } from "#components/ui/card.tsx";

interface Props {
  title: string;
  /** Beside the title: a count, a link. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One aspect of a business or user. */
export function StateCard({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0">
      <Card className="flex-1">
        <div className="mb-2 flex min-h-6 flex-wrap items-center justify-between gap-x-3">
          <h2 id={id} className="text-md">
            {title}
          </h2>
          {aside ? <div className="text-faint">{aside}</div> : null}
        </div>
        {children}
      </Card>
    </section>
  );
}
