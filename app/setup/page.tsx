import type { Metadata } from "next";
import { LinkPage } from "#components/sign-in/link-page.tsx";

export const metadata: Metadata = { title: "Set up" };

export default function SetupPage() {
  return <LinkPage />;
}
