"use client";

import { clsx } from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { DataColumn } from "./data-column.ts";
import { ROLE } from "./table-roles.ts";

type Layout = Pick<DataColumn<never>, "id" | "narrow" | "align">;

interface Props {
  id: string;
  label: string;
  href: Route | undefined;
  selection: { checked: boolean; onToggle: (isRange: boolean) => void } | undefined;
  cells: readonly { id: string; column: Layout | undefined; content: ReactNode; beside?: ReactNode }[];
}

const NARROW = {
  lead: "max-md:order-1 max-md:min-w-0 max-md:flex-[1_1_60%]",
  aside: "max-md:order-2 max-md:max-w-[40%]",
  detail: "max-md:order-4 max-md:max-w-full max-md:shrink-0 max-md:truncate text-faint md:text-normal",
  hide: "max-md:hidden",
} satisfies Record<Layout["narrow"], string>;

export function DataRow({ id, label, href, selection, cells }: Props) {
  const router = useRouter();
  const lead = cells.find((cell) => cell.column?.narrow === "lead") ?? cells[0];

  function openUnlessInteractive(click: MouseEvent<HTMLElement>) {
    if (href === undefined || isInteractive(click.target) || window.getSelection()?.type === "Range") return;
    if (click.metaKey || click.ctrlKey) window.open(href, "_blank", "noopener");
    else router.push(href);
  }

  return (
    <tr
      {...ROLE.row}
      data-row={id}
      onClick={openUnlessInteractive}
      className={clsx(
        "group/row has-[a[data-open]:focus-visible]:bg-hover max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-2.5 max-md:gap-y-0.5 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:before:order-3 max-md:before:basis-full max-md:before:content-['']",
        selection?.checked ? "bg-accent-soft" : "hover:bg-hover",
        href !== undefined && "cursor-pointer",
      )}
    >
      {selection ? (
        <td {...ROLE.cell} className="md:border-b md:pl-(--edge)">
          <Checkbox
            data-select
            checked={selection.checked}
            onChange={({ nativeEvent }) => selection.onToggle(isWithShift(nativeEvent))}
            aria-label={`Select ${label}`}
            className="block"
          />
        </td>
      ) : null}
      {cells.map((cell) => (
        <td
          key={cell.id}
          {...ROLE.cell}
          className={clsx(
            "md:h-8 md:truncate md:border-b md:px-3 md:last:pr-(--edge) md:first:pl-(--edge)",
            NARROW[cell.column?.narrow ?? "hide"],
            cell.column?.align === "end" && "md:text-right",
          )}
        >
          {cell === lead && href !== undefined ? <Lead href={href} {...cell} /> : cell.content}
        </td>
      ))}
    </tr>
  );
}

function Lead({ href, content, beside }: { href: Route; content: ReactNode; beside?: ReactNode }) {
  const link = <OpenLink href={href}>{content}</OpenLink>;
  if (beside === undefined) return link;
  return (
    <span className="relative flex min-w-0 items-center gap-2">
      <span className="min-w-0">{link}</span>
      {beside}
    </span>
  );
}

function OpenLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      data-open
      className="focus-inset block truncate rounded-sm text-strong hover:underline focus-visible:bg-hover"
    >
      {children}
    </Link>
  );
}

/** A checkbox changes by a click, whatever caused that. */
function isWithShift(change: Event): boolean {
  return change instanceof MouseEvent && change.shiftKey;
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, input, label, select, textarea") !== null;
}
