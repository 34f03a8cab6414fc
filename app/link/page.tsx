import type { Metadata } from "next";
import { LinkPage } from "#components/sign-in/link-page.tsx";

export const metadata: Metadata = { title: "Set your password" };

export default function OneTimeLinkPage() {
  return <LinkPage />;
}
