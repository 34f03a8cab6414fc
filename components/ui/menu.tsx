"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import type { Route } from "next";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";

interface Props {
  /** The button that opens the menu. */
  trigger: ReactElement;
  align?: "start" | "end";
  children: ReactNode;
}

const ITEM =
  "flex h-8 w-full cursor-default select-none items-center gap-2 rounded-sm px-2 text-left outline-none data-highlighted:bg-hover data-highlighted:text-strong data-disabled:opacity-50";

export function Menu({ trigger, align = "end", children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup className="popup min-w-44 p-1">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ItemProps {
  onSelect: () => void;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, icon, danger = false, disabled = false, children }: ItemProps) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      className={clsx(ITEM, danger && "text-bad data-highlighted:text-bad")}
    >
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuLink({ href, icon, children }: { href: Route; icon?: ReactNode; children: ReactNode }) {
  return (
    <Base.LinkItem render={<Link href={href} />} closeOnClick className={ITEM}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
