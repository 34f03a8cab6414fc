"use client";

import { CircleUser, Keyboard, LogOut } from "lucide-react";
import type { Route } from "next";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { useCommandCentre } from "./command-centre.tsx";

export interface ShellOperator {
  name: string;
  email: string;
  role: string;
}

export function OperatorMenu({ operator }: { operator: ShellOperator }) {
  const { openKeys, signOut } = useCommandCentre();
  return (
    <Menu trigger={<Avatar operator={operator} />}>
      <div className="px-2 py-1.5">
        <div className="truncate font-medium text-strong">{operator.name}</div>
        <div className="truncate text-faint text-sm">
          {operator.email} · {operator.role}
        </div>
      </div>
      <MenuSeparator />
      <MenuLink href={"/account" as Route} icon={<CircleUser size={14} aria-hidden />}>
        Account
      </MenuLink>
      <MenuItem onSelect={openKeys} icon={<Keyboard size={14} aria-hidden />}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={signOut} icon={<LogOut size={14} aria-hidden />}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

function Avatar({ operator, ...rest }: { operator: ShellOperator }) {
  return (
    <button
      type="button"
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft font-medium text-accent text-sm"
      {...rest}
    >
      {initials(operator.name)}
      <span className="sr-only"> Operator menu, signed in as {operator.name}</span>
    </button>
  );
}

function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
}
