"use client";

import { CircleCheck, CircleSlash, CircleUser, KeyRound, LogOut, MoreHorizontal, UserCog } from "lucide-react";
import type { Route } from "next";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import type { OperatorRow } from "#lib/domain/api/operators.ts";
import type { OperatorAction } from "./operator-dialog.tsx";

interface Props {
  operator: OperatorRow;
  isSelf: boolean;
  onChoose: (action: OperatorAction) => void;
}

/** What can be done with an operator. */
export function OperatorMenu({ operator, isSelf, onChoose }: Props) {
  const icon = <MoreHorizontal size={16} aria-hidden />;
  return (
    <Menu trigger={<IconButton label={`Actions for ${operator.name}`} icon={icon} />}>
      {isSelf ? <OwnItems /> : <OthersItems operator={operator} onChoose={onChoose} />}
      {operator.status === "active" ? (
        <MenuItem onSelect={() => onChoose("sign_out")} icon={<LogOut size={14} aria-hidden />}>
          Sign out everywhere…
        </MenuItem>
      ) : null}
    </Menu>
  );
}

function OwnItems() {
  return (
    <>
      <p className="max-w-60 px-2 py-1.5 text-faint text-sm">
        This is you. Nobody changes their own role or status: ask another admin.
      </p>
      <MenuSeparator />
      <MenuLink href={"/account" as Route} icon={<CircleUser size={14} aria-hidden />}>
        Change your password
      </MenuLink>
    </>
  );
}

function OthersItems({ operator, onChoose }: Omit<Props, "isSelf">) {
  const isDisabled = operator.status === "disabled";
  return (
    <>
      <MenuItem onSelect={() => onChoose("role")} icon={<UserCog size={14} aria-hidden />}>
        Change role…
      </MenuItem>
      {isDisabled ? null : (
        <MenuItem onSelect={() => onChoose("link")} icon={<KeyRound size={14} aria-hidden />}>
          {operator.status === "invited" ? "New invite link…" : "Reset link…"}
        </MenuItem>
      )}
      {isDisabled ? (
        <MenuItem onSelect={() => onChoose("enable")} icon={<CircleCheck size={14} aria-hidden />}>
          Enable…
        </MenuItem>
      ) : (
        <MenuItem danger onSelect={() => onChoose("disable")} icon={<CircleSlash size={14} aria-hidden />}>
          Disable…
        </MenuItem>
      )}
    </>
  );
}
