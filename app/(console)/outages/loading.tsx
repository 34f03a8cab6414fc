import { CardsSkeleton } from "#components/layout/cards-skeleton.tsx";

export default function Loading() {
  return <CardsSkeleton label="outages" />;
}
