"use client";

import { RadioCards } from "#components/ui/radio-cards.tsx";
import { OPERATOR_ROLES, type OperatorRole } from "#lib/domain/operator-role.ts";
import { ROLE_TEXT } from "./role-text.ts";

const OPTIONS = OPERATOR_ROLES.map((role) => ({ value: role, label: role, hint: ROLE_TEXT[role] }));

interface Props {
  value: OperatorRole;
  onChange: (role: OperatorRole) => void;
}

export function RoleChoice({ value, onChange }: Props) {
  return <RadioCards legend="Role" value={value} options={OPTIONS} onChange={onChange} />;
}
