"use client";

import { useState } from "react";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { DirectoryChange } from "#lib/domain/api/directory.ts";

export type UploadPreview =
  | { kind: "none" }
  | { kind: "reading" }
  | { kind: "ready"; change: DirectoryChange }
  | { kind: "refused"; message: string };

/** The text of a file that is UTF-8; null for any other. */
export async function readUtf8(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Asks what a file would change, without changing it. */
export function useUploadPreview(): { preview: UploadPreview; ask: (csv: string | null, replace: boolean) => void } {
  const [preview, setPreview] = useState<UploadPreview>({ kind: "none" });
  async function ask(csv: string | null, replace: boolean) {
    if (csv === null) {
      return setPreview({ kind: "refused", message: "The file is not UTF-8 text. In Excel, save it as “CSV UTF-8”." });
    }
    setPreview({ kind: "reading" });
    try {
      const path = `/directory?dryRun=true&replace=${replace}`;
      setPreview({ kind: "ready", change: await apiClient.put<DirectoryChange>(path, { csv }) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setPreview({ kind: "refused", message: error.message });
    }
  }
  return { preview, ask: (csv, replace) => void ask(csv, replace) };
}
