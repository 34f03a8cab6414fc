"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";

const THEMES = [
  { value: "system", label: "As the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

export function ThemeMenu() {
  const { theme, setTheme } = useTheme();
  return (
    <Menu trigger={<IconButton label="Theme" icon={<ThemeIcon />} className="size-8" />}>
      <Base.RadioGroup value={theme ?? "system"} onValueChange={setTheme}>
        {THEMES.map(({ value, label, icon: Icon }) => (
          <Base.RadioItem
            key={value}
            value={value}
            closeOnClick
            className="flex h-8 cursor-default items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-hover data-highlighted:text-strong"
          >
            <Icon size={14} aria-hidden />
            <span className="flex-1">{label}</span>
            <Base.RadioItemIndicator>
              <Check size={14} aria-hidden className="text-accent" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Menu>
  );
}

/** Both icons are in the markup and the style sheet picks one, so that the server need not know the theme. */
function ThemeIcon() {
  return (
    <>
      <Sun size={16} aria-hidden className="dark:hidden" />
      <Moon size={16} aria-hidden className="hidden dark:block" />
    </>
  );
}
