"use client";

import { Toast } from "@base-ui/react/toast";
import { useMemo } from "react";

export interface ToastInput {
  title: string;
  description?: string;
  action?: { label: string; onClick: () => void };
}

/** Say what happened. Failures stay until dismissed. */
export function useToast() {
  const { add } = Toast.useToastManager();
  return useMemo(
    () => ({
      success: (input: ToastInput) => add({ ...common(input), type: "success" }),
      failure: (input: ToastInput) => add({ ...common(input), type: "error", timeout: 0 }),
    }),
    [add],
  );
}

function common({ title, description, action }: ToastInput) {
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.onClick } }),
  };
}
