"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { navItemAt } from "./nav-items.ts";

/** The screen's name: the page's heading on a list, the way back to it on everything below. */
export function ScreenTitle() {
  const pathname = usePathname();
  const item = navItemAt(pathname);
  if (item === undefined) return null;
  if (item.href === pathname) return <h1 className="truncate text-lg">{item.label}</h1>;
  return (
    <nav aria-label="Back" className="min-w-0">
      <Link href={item.href} className="block truncate font-medium text-lg text-faint hover:text-strong">
        {item.label}
        <span aria-hidden> ›</span>
      </Link>
    </nav>
  );
}
