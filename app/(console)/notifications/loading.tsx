import { DetailSkeleton } from "#components/ui/detail-skeleton.tsx";

export default function Loading() {
  return <DetailSkeleton label="the notifications" />;
}
