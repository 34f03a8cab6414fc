import type { ReactNode } from "react";

interface Props {
  title: ReactNode;
  /** Beside the title: states, labels. */
  badges?: ReactNode;
  /** Beneath the title: ids, times. */
  subtitle?: ReactNode;
  actions?: ReactNode;
}

/** The heading of a detail page or form, where the header only shows the way back. */
export function PageHeading({ title, badges, subtitle, actions }: Props) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-96">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="min-w-0 break-words text-xl [overflow-wrap:anywhere]">{title}</h1>
          {badges}
        </div>
        {subtitle ? (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-faint">{subtitle}</div>
        ) : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 max-[24rem]:gap-1">{actions}</div> : null}
    </div>
  );
}
