const SHORTEST_UNSAFE_INTEGER = "9007199254740992".length;
const NONZERO_MANTISSA = /^-?[0.]*[1-9]/;

/** Far inside what PostgreSQL's numeric holds, and more digits than any sender's double needs. */
const LONGEST_NUMBER = 400;

/** Whether the number was written without fraction and exponent. */
export function isIntegerLexeme(lexeme: string): boolean {
  return !/[.eE]/.test(lexeme);
}

/** Whether it was written as an integer that a double cannot be trusted to hold (beyond 2^53 − 1). */
export function isUnsafeInteger(lexeme: string): boolean {
  if (lexeme.length < SHORTEST_UNSAFE_INTEGER) return false;
  return isIntegerLexeme(lexeme) && !Number.isSafeInteger(Number(lexeme));
}

/** Whether JavaScript and PostgreSQL both read the number as a finite value of the size that was meant. */
export function isPortableNumber(lexeme: string): boolean {
  if (lexeme.length > LONGEST_NUMBER || isUnsafeInteger(lexeme)) return false;
  const value = Number(lexeme);
  if (!Number.isFinite(value)) return false;
  return value !== 0 || !NONZERO_MANTISSA.test(lexeme);
}
