import * as z from "zod";

/** One line or more of text that the database can keep: no NUL, no half of a character pair. */
export function textInput(maxLength: number) {
  return z
    .string()
    .max(maxLength, `Use at most ${maxLength} characters.`)
    .refine(
      (text) => !text.includes("\u0000") && text.isWellFormed(),
      "The text holds a character that cannot be kept.",
    );
}

export const nameInput = textInput(120).trim().min(1, "Enter a name.");
export const reasonInput = textInput(500).trim();
