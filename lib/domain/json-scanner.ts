import type { JsonFlag } from "./json-node.ts";
import { isUnsafeInteger } from "./json-number.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const FOUR_HEX_DIGITS = /[0-9a-fA-F]{4}/y;
const ESCAPES = new Map(
  Object.entries({ '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }).map(
    ([letter, meaning]) => [letter.charCodeAt(0), meaning],
  ),
);

/** Reads the tokens of JSON. Each method moves `at` behind what it read, or stops where the text is not JSON. */
export class JsonScanner {
  at = 0;
  readonly flags = new Set<JsonFlag>();
  private readonly text: string;
  /** In well-formed text only an escape can make a lone surrogate. */
  private readonly isWellFormed: boolean;

  constructor(text: string) {
    this.text = text;
    this.isWellFormed = text.isWellFormed();
  }

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  /** The UTF-16 unit at the current place, NaN at the end. */
  peek(): number {
    return this.text.charCodeAt(this.at);
  }

  /** Steps over `unit` and the space behind it. */
  skip(unit: number): boolean {
    if (this.peek() !== unit) return false;
    this.at += 1;
    this.skipSpace();
    return true;
  }

  skipSpace(): void {
    for (;;) {
      const unit = this.peek();
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.at += 1;
    }
  }

  skipWord(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  number(): string | undefined {
    NUMBER.lastIndex = this.at;
    const lexeme = NUMBER.exec(this.text)?.[0];
    if (lexeme === undefined) return undefined;
    this.at += lexeme.length;
    if (isUnsafeInteger(lexeme)) this.flags.add("unsafe_integer");
    return lexeme;
  }

  string(): string | undefined {
    if (this.peek() !== QUOTE) return undefined;
    this.at += 1;
    let value = this.plainRun();
    let mayBeOdd = !this.isWellFormed;
    while (this.peek() === BACKSLASH) {
      const unescaped = this.escape();
      if (unescaped === undefined) return undefined;
      value += unescaped + this.plainRun();
      mayBeOdd = true;
    }
    if (this.peek() !== QUOTE) return undefined;
    this.at += 1;
    if (mayBeOdd) this.noteOddities(value);
    return value;
  }

  /** Up to a quote, a backslash, a control character or the end of the text. */
  private plainRun(): string {
    const start = this.at;
    let end = start;
    for (;;) {
      const unit = this.text.charCodeAt(end);
      // Past the end the unit is NaN, which fails the comparison as well.
      if (unit === QUOTE || unit === BACKSLASH || !(unit >= 0x20)) break;
      end += 1;
    }
    this.at = end;
    return this.text.slice(start, end);
  }

  private escape(): string | undefined {
    const unit = this.text.charCodeAt(this.at + 1);
    if (unit === LOWER_U) return this.unicodeEscape();
    const meaning = ESCAPES.get(unit);
    if (meaning !== undefined) this.at += 2;
    return meaning;
  }

  private unicodeEscape(): string | undefined {
    FOUR_HEX_DIGITS.lastIndex = this.at + 2;
    const digits = FOUR_HEX_DIGITS.exec(this.text)?.[0];
    if (digits === undefined) return undefined;
    this.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private noteOddities(value: string): void {
    if (value.includes("\u0000")) this.flags.add("nul");
    if (!value.isWellFormed()) this.flags.add("lone_surrogate");
  }
}
