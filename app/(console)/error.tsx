"use client";

import { PageFailure } from "#components/layout/page-failure.tsx";

interface Props {
  error: unknown;
  retry: () => void;
}

export default function ConsoleError({ error, retry }: Props) {
  return <PageFailure error={error} retry={retry} />;
}
