import type { ReactNode } from "react";

/** The line above a list: filters on the left, what can be done on the right. */
export function ListToolbar({ children, actions }: { children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="gutter flex min-h-12 shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 md:flex-nowrap">
      <div className="-mx-1 -my-1 flex min-w-0 flex-wrap items-center gap-1.5 px-1 py-1 max-md:w-full max-md:flex-nowrap max-md:overflow-x-auto">
        {children}
      </div>
      {actions ? (
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2 md:min-h-8 md:max-w-[50%] md:shrink-0 md:self-start">
          {actions}
        </div>
      ) : null}
    </div>
  );
}
