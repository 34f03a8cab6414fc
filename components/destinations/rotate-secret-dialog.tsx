"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type * as z from "zod";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { Select } from "#components/ui/select.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import type { rotatedSecret } from "#lib/domain/api/write-answers.ts";
import { SECRET_HINT } from "./secret-hint.ts";

type Rotated = z.infer<typeof rotatedSecret>;

interface Props {
  destination: DestinationRow;
  onClose: () => void;
}

const OVERLAPS = [
  { value: "0", label: "None: the old secret stops at once" },
  { value: "1", label: "1 hour" },
  { value: "24", label: "24 hours" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
];

/** Issues a new signing secret; the old one signs along until the receiver knows the new one. */
export function RotateSecretDialog({ destination, onClose }: Props) {
  const [overlapHours, setOverlapHours] = useState("24");
  const [rotated, setRotated] = useState<Rotated | null>(null);
  const { busy, problem, submit } = useSubmission();
  const router = useRouter();
  const { id, name, version } = destination;
  if (rotated) return <NewSecret name={name} rotated={rotated} onClose={onClose} />;

  function rotate() {
    const body = { overlapHours: Number(overlapHours), version };
    return submit(
      () => apiClient.post<Rotated>(`/destinations/${id}/rotate-secret`, body),
      (answer) => {
        setRotated(answer);
        router.refresh();
      },
    );
  }

  return (
    <Dialog
      onClose={onClose}
      title={`Rotate the signing secret of ${name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={busy} onClick={rotate}>
            Issue a new secret
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          During the overlap each request carries two signatures, one by either secret, so that nothing is refused while
          you enter the new one at the receiver.
        </p>
        <Field label="Overlap">
          {(control) => (
            <Select
              {...control}
              options={OVERLAPS}
              value={overlapHours}
              onChange={(choice) => setOverlapHours(choice.target.value)}
            />
          )}
        </Field>
        <FormNotice problem={problem} fields={[]} />
      </div>
    </Dialog>
  );
}

function NewSecret({ name, rotated, onClose }: { name: string; rotated: Rotated; onClose: () => void }) {
  return (
    <Dialog
      onClose={onClose}
      title={`The new signing secret of ${name}`}
      footer={
        <Button tone="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <SecretOnce label="Signing secret" secret={rotated.signingSecret} hint={SECRET_HINT} />
        {rotated.previousExpiresAt ? (
          <p>
            The old secret stops signing <TimeAgo at={rotated.previousExpiresAt} />.
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
