"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { LiveStatus } from "./live-status.tsx";
import { RailNav } from "./rail-nav.tsx";
import { Wordmark } from "./wordmark.tsx";

const ICON_BUTTON =
  "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-normal hover:bg-hover hover:text-strong";

interface Props {
  role: string;
  counts: Readonly<Record<string, number>>;
}

/** The rail under 720 px: a sheet from the left that closes when a screen is chosen. */
export function RailSheet({ role, counts }: Props) {
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <Dialog.Root open={openAt === pathname} onOpenChange={(open) => setOpenAt(open ? pathname : null)}>
      <Dialog.Trigger aria-label="Open the menu" className={`${ICON_BUTTON} -ml-1.5 md:hidden`}>
        <Menu size={18} aria-hidden />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="data-ending-style:-translate-x-full data-starting-style:-translate-x-full fixed inset-y-0 left-0 z-40 flex w-64 flex-col gap-4 overflow-y-auto border-r bg-raised p-3 transition-transform duration-150 focus:outline-none">
          <div className="flex items-center justify-between pl-2">
            <Dialog.Title>
              <Wordmark />
            </Dialog.Title>
            <Dialog.Close aria-label="Close the menu" className={ICON_BUTTON}>
              <X size={18} aria-hidden />
            </Dialog.Close>
          </div>
          <RailNav role={role} counts={counts} />
          <div className="mt-auto px-2 py-1">
            <LiveStatus />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
