import { StateDetailSkeleton } from "#components/state/state-detail-skeleton.tsx";

export default function Loading() {
  return <StateDetailSkeleton label="the business" />;
}
