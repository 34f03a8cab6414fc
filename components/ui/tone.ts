/** The five meanings a colour may have, and the accent. Never alone: an icon and a word go with it. */
export type Tone = "ok" | "warn" | "bad" | "held" | "quiet" | "accent";

export const TONE_TEXT = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  held: "text-held",
  quiet: "text-quiet",
  accent: "text-accent",
} satisfies Record<Tone, string>;

export const TONE_SOFT = {
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  held: "bg-held-soft text-held",
  quiet: "bg-quiet-soft text-quiet",
  accent: "bg-accent-soft text-accent",
} satisfies Record<Tone, string>;
