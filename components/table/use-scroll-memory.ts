"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type RefObject, useEffect } from "react";

/** Going back to a list finds it where it was: the region's scroll position, kept per address for this tab. */
export function useScrollMemory(region: RefObject<HTMLElement | null>, isEnabled: boolean) {
  const key = `scroll:${usePathname()}?${useSearchParams()}`;
  useEffect(() => {
    const element = region.current;
    if (!isEnabled || !element) return;
    element.scrollTop = Number(sessionStorage.getItem(key) ?? 0);
    const remember = () => sessionStorage.setItem(key, String(element.scrollTop));
    element.addEventListener("scrollend", remember);
    return () => element.removeEventListener("scrollend", remember);
  }, [key, region, isEnabled]);
}
