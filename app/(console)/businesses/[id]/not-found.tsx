import { href } from "#components/layout/href.ts";
import { UnknownSubject } from "#components/state/unknown-subject.tsx";

export default function BusinessNotFound() {
  return <UnknownSubject noun="business" list={href.businesses()} />;
}
