"use client";

import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Notice } from "./notice.tsx";

interface Props {
  onClose: () => void;
  title: string;
  description?: string;
  /** What the button that submits says. */
  action: string;
  busy: boolean;
  /** Why it was refused, where no field is to blame. */
  problem: string | null | undefined;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The fields. */
  children: ReactNode;
}

/** A dialog that asks for a few fields and submits them. */
export function FormDialog({ onClose, title, description, action, busy, problem, onSubmit, children }: Props) {
  const formId = useId();
  return (
    <Dialog
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
        {problem ? <Notice tone="bad">{problem}</Notice> : null}
        {children}
      </form>
    </Dialog>
  );
}
