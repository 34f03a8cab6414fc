import { href } from "#components/layout/href.ts";
import { UnknownSubject } from "#components/state/unknown-subject.tsx";

export default function UserNotFound() {
  return <UnknownSubject noun="user" list={href.users()} />;
}
