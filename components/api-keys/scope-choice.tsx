"use client";

import { ROLE_TEXT } from "#components/operators/role-text.ts";
import { CheckField } from "#components/ui/check-field.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { OPERATOR_ROLES, type OperatorRole } from "#lib/domain/operator-role.ts";
import { PERMISSIONS, type Permission } from "#lib/domain/permission.ts";

/** A role's rights, or permissions one by one. */
export interface KeyScopes {
  preset: OperatorRole | "custom";
  permissions: readonly Permission[];
}

interface Props {
  value: KeyScopes;
  onChange: (value: KeyScopes) => void;
  error: string | undefined;
}

const PRESETS: readonly { value: KeyScopes["preset"]; label: string; hint: string }[] = [
  ...OPERATOR_ROLES.map((role) => ({ value: role, label: role, hint: ROLE_TEXT[role] })),
  { value: "custom", label: "Single permissions", hint: "Only what you choose here." },
];

/** The scopes as the API takes them. */
export function scopesOf({ preset, permissions }: KeyScopes): readonly string[] {
  return preset === "custom" ? permissions : [preset];
}

export function ScopeChoice({ value, onChange, error }: Props) {
  return (
    <div className="flex flex-col gap-2">
      <RadioCards
        legend="What it may do"
        value={value.preset}
        options={PRESETS}
        onChange={(preset) => onChange({ ...value, preset })}
      />
      {value.preset === "custom" ? (
        <PermissionList
          chosen={value.permissions}
          onChange={(permissions) => onChange({ preset: "custom", permissions })}
        />
      ) : null}
      {error ? (
        <p role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}

interface ListProps {
  chosen: readonly Permission[];
  onChange: (chosen: Permission[]) => void;
}

function PermissionList({ chosen, onChange }: ListProps) {
  return (
    <fieldset className="grid gap-x-4 gap-y-1.5 rounded-md border p-3 sm:grid-cols-2">
      <legend className="sr-only">Permissions</legend>
      {PERMISSIONS.map((permission) => (
        <CheckField
          key={permission}
          label={<span className="mono">{permission}</span>}
          checked={chosen.includes(permission)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, permission] : chosen.filter((other) => other !== permission))
          }
        />
      ))}
    </fieldset>
  );
}
