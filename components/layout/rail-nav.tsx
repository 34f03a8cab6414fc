"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type NavItem, navGroupsFor, navItemAt } from "./nav-items.ts";

interface Props {
  /** Whose rail it is: screens that the role may not see are left out. */
  role: string;
  /** Things that need a person, by address: `{ "/requests": 12 }`. */
  counts: Readonly<Record<string, number>>;
  /** Icons only between 720 and 1100 px. */
  collapses?: boolean;
}

export function RailNav({ role, counts, collapses = false }: Props) {
  const current = navItemAt(usePathname());
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {navGroupsFor(role).map((group) => (
        <div key={group.title ?? "top"}>
          {group.title ? (
            <div className={clsx("px-2 pb-1 text-faint text-xs", collapses && "md:max-lg:sr-only")}>{group.title}</div>
          ) : null}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <RailLink
                  item={item}
                  isCurrent={item === current}
                  count={counts[item.href] ?? 0}
                  collapses={collapses}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface LinkProps {
  item: NavItem;
  isCurrent: boolean;
  count: number;
  collapses: boolean;
}

function RailLink({ item, isCurrent, count, collapses }: LinkProps) {
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      title={item.label}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(
        "focus-inset relative flex h-8 items-center gap-2.5 rounded-md px-2 text-normal transition-colors hover:bg-hover hover:text-strong",
        "aria-[current=page]:bg-quiet-soft aria-[current=page]:font-medium aria-[current=page]:text-strong",
        collapses && "md:max-lg:justify-center md:max-lg:px-0",
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className={clsx("flex-1 truncate", collapses && "md:max-lg:sr-only")}>{item.label}</span>
      {count > 0 ? (
        <span
          className={clsx(
            "rounded-sm bg-warn-soft px-1.5 font-medium text-warn text-xs",
            collapses && "md:max-lg:absolute md:max-lg:top-0 md:max-lg:right-0 md:max-lg:px-1",
          )}
        >
          {count > 99 ? "99+" : count}
          <span className="sr-only"> need attention</span>
        </span>
      ) : null}
    </Link>
  );
}
