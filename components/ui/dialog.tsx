"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";

interface Props {
  /** Rendered means open; whoever renders it stops doing so here. Each opening starts with fresh state. */
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** The buttons: the refusing one first, the acting one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  initialFocus?: RefObject<HTMLElement | null>;
}

const WIDTH = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" } satisfies Record<string, string>;

export function Dialog({ onClose, title, description, children, footer, size = "md", initialFocus }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 grid place-items-center overflow-y-auto p-4">
          <Base.Popup
            {...(initialFocus ? { initialFocus } : {})}
            className={clsx("popup relative flex max-h-[calc(100dvh-2rem)] w-full flex-col", WIDTH[size])}
          >
            <header className="px-5 pt-4 pr-12 pb-3">
              <Base.Title className="text-balance break-words text-lg">{title}</Base.Title>
              {description ? <Base.Description className="mt-1 text-normal">{description}</Base.Description> : null}
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
            {footer ? <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
            <Base.Close
              aria-label="Close"
              className="absolute top-3.5 right-3.5 inline-flex size-7 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-strong"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
