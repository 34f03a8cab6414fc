import type { SealedSecret } from "#lib/db/sources/source-settings.ts";
import type { LabelledSecret } from "#lib/domain/api/labelled-secrets-input.ts";
import type { NameValue } from "#lib/domain/api/name-values-input.ts";
import { describeSecret } from "#lib/platform/describe-secret.ts";
import { newId } from "#lib/platform/ids.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";

type Given = { secrets?: readonly LabelledSecret[] | undefined; sharedHeaders?: readonly NameValue[] | undefined };

/** The given secrets and shared headers as rows, each sealed for its own row. */
export function sealSourceSecrets(box: SecretBox, { secrets = [], sharedHeaders = [] }: Given): SealedSecret[] {
  return [
    ...secrets.map(({ label, value }) => seal(box, value, { kind: "signing", label, headerName: null })),
    ...sharedHeaders.map(({ name, value }) =>
      seal(box, value, { kind: "shared_header", label: name, headerName: name.toLowerCase() }),
    ),
  ];
}

function seal(
  box: SecretBox,
  value: string,
  description: Pick<SealedSecret, "kind" | "label" | "headerName">,
): SealedSecret {
  const id = newId();
  const ciphertext = box.seal(value, { table: "source_secrets", column: "ciphertext", rowId: id });
  return { id, ...description, ...describeSecret(value), ciphertext };
}
