const SHORTEST = 16;
const ADVISED = 32;

export type SecretStrength =
  | { kind: "strong" }
  | { kind: "short"; warning: string }
  | { kind: "refused"; message: string };

/** An empty or short secret would let anybody sign: below 16 characters it is refused, below 32 it is a warning. */
export function judgeSecret(label: string, value: string): SecretStrength {
  const length = [...value].length;
  if (length < SHORTEST) {
    return {
      kind: "refused",
      message: `The secret "${label}" is too short: it needs at least ${SHORTEST} characters.`,
    };
  }
  if (value.trim() !== value) {
    return { kind: "refused", message: `The secret "${label}" begins or ends with a blank; paste it without.` };
  }
  if (length >= ADVISED) return { kind: "strong" };
  return {
    kind: "short",
    warning: `The secret "${label}" has fewer than ${ADVISED} characters and may be guessed; ask for a longer one.`,
  };
}
