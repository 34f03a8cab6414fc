"use client";

import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import type { ReactNode } from "react";

/** Holds the toast list; `useToast()` adds to it. */
export function Toaster({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:w-88">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="popup">
      <Toast.Content className="flex items-start gap-2.5 p-3">
        <ToastIcon failed={toast.type === "error"} />
        <div className="min-w-0 flex-1 break-words">
          <Toast.Title className="font-medium text-strong" />
          <Toast.Description className="text-normal" />
          <Toast.Action className="mt-1 font-medium text-accent hover:underline" />
        </div>
        <Toast.Close aria-label="Dismiss" className="-m-1 rounded-sm p-1 text-faint hover:bg-hover hover:text-strong">
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

function ToastIcon({ failed }: { failed: boolean }) {
  if (failed) return <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-bad" />;
  return <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-ok" />;
}
