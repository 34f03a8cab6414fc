import type { Route } from "next";
import type { ReactNode } from "react";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface Props {
  back?: { href: Route; label: string };
  /** What the role may not, and who may. */
  children: ReactNode;
}

/** Why a page only shows and does not change. */
export function RoleNotice({ back, children }: Props) {
  return (
    <Notice tone="quiet" action={back ? <LinkButton href={back.href}>{back.label}</LinkButton> : null}>
      {children}
    </Notice>
  );
}
