import { CircleCheck, CircleDashed, CircleDot, CircleSlash, TriangleAlert } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { BusinessStatus as BusinessStatusName } from "#lib/domain/state/business-state.ts";
import { BUSINESS_WORDS } from "./business-words.ts";

const LOOKS = {
  created: { tone: "ok", icon: CircleDot, label: BUSINESS_WORDS.created },
  active: { tone: "ok", icon: CircleCheck, label: BUSINESS_WORDS.active },
  inactive: { tone: "quiet", icon: CircleSlash, label: BUSINESS_WORDS.inactive },
  unknown: { tone: "quiet", icon: CircleDashed, label: BUSINESS_WORDS.unknown },
  unclear: { tone: "warn", icon: TriangleAlert, label: BUSINESS_WORDS.unclear },
} satisfies Record<BusinessStatusName, StatusLook>;

interface Props {
  status: BusinessStatusName;
  /** The state in a sentence, on hover. */
  says?: string;
  variant?: "soft" | "plain";
}

export function BusinessStatus({ status, says, variant }: Props) {
  return (
    <span title={says}>
      <Status look={LOOKS[status]} {...(variant === undefined ? {} : { variant })} />
    </span>
  );
}
