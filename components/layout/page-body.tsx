import { clsx } from "clsx";
import type { ReactNode } from "react";

interface Props {
  /** "list" fills the window and lets its table scroll; "detail" scrolls as a page; "form" is a narrow column. */
  kind: "list" | "detail" | "form";
  children: ReactNode;
}

const KIND = {
  list: "flex flex-col md:h-[calc(100dvh-3rem)]",
  detail: "gutter flex flex-col gap-6 py-5",
  form: "gutter flex max-w-3xl flex-col gap-6 py-5",
} satisfies Record<Props["kind"], string>;

export function PageBody({ kind, children }: Props) {
  return <div className={clsx(KIND[kind])}>{children}</div>;
}
