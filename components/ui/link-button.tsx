import { clsx } from "clsx";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./button-style.ts";

interface Props {
  href: Route;
  tone?: ButtonTone;
  size?: ButtonSize;
  className?: string;
  children: ReactNode;
}

export function LinkButton({ href, tone, size, className, children }: Props) {
  return (
    <Link href={href} className={clsx(buttonStyle(tone, size), className)}>
      {children}
    </Link>
  );
}
