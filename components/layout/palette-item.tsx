"use client";

import { Command } from "cmdk";
import type { ReactNode } from "react";

export const PALETTE_GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs";

interface Props {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}

export function PaletteItem({ value, onSelect, children }: Props) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-hover data-[selected=true]:text-strong"
    >
      {children}
    </Command.Item>
  );
}
