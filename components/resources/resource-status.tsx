import { Status } from "#components/ui/status.tsx";
import { resourceLook } from "./resource-looks.ts";

interface Props {
  /** As the provider writes it. */
  status: string | null;
  /** The state in a sentence, on hover. */
  says?: string;
  variant?: "soft" | "plain";
}

export function ResourceStatus({ status, says, variant }: Props) {
  return (
    <span title={says}>
      <Status look={resourceLook(status)} {...(variant === undefined ? {} : { variant })} />
    </span>
  );
}
