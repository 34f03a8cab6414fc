"use client";

import { Eye } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ButtonTone } from "#components/ui/button-style.ts";
import { ObserveDialog, type ObserveSubject } from "./observe-dialog.tsx";

interface Props extends ObserveSubject {
  /** Ghost where it stands beside every state of a page. */
  tone?: ButtonTone;
}

/** Opens the dialog that records what the provider shows. For those who may write work. */
export function ObserveButton({ tone, ...subject }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" {...(tone === undefined ? {} : { tone })} onClick={() => setOpen(true)}>
        <Eye size={14} aria-hidden />
        Checked at the provider…
      </Button>
      {isOpen ? <ObserveDialog {...subject} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
