/** Words that lists of leaked passwords are made of, and what a guesser of this product's passwords tries first. */
const COMMON_WORDS = [
  "abc abcd access account admin administrator adminadmin amanda andrew angel anthony apple asdf asdfgh ashley austin",
  "baby bailey banana baseball basketball batman biteme blessed buster butterfly charlie changeme cheese chelsea",
  "chocolate computer console cookie corvette cowboy dallas daniel default demo diamond dolphin dragon eagle",
  "enter falcon ferrari flower football forever freedom fuckyou gateway george ginger google guest hannah harley",
  "hello hockey hunter iloveyou jennifer jessica jesus jordan joshua justin killer letmein liverpool login london",
  "love loveme lovely maggie master matrix matthew mercedes merlin michael michelle monkey monster morgan mustang",
  "my new nicole ninja nothing operator orange pass passphrase passw passwd password patrick peanut pepper pokemon",
  "princess private purple pussy qazwsx qwer qwert qwerty qwertyuiop ranger robert root samantha samsung secret",
  "secure security service shadow signal signalbox soccer solo spiderman starwars summer sunshine superman support",
  "sysadmin system temp test tester testing thomas tigger trustno user username viewer webhook webhooks welcome",
  "whatever william winter yankees zaq zxcvbn zxcvbnm asset abound spring autumn monday friday january december",
].flatMap((line) => line.split(" "));

const SEQUENCES = [
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb6yhn",
];
const LEET: Readonly<Record<string, string>> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
  "7": "t",
};

/** Letters that are left once everything guessable is taken out; fewer than this and nothing secret is in it. */
const MIN_REMAINDER = 4;

/** Whether a password is a common word, a keyboard walk, a repetition, or the operator's own name with decoration. */
export function isCommonPassword(password: string, contextWords: readonly string[]): boolean {
  const plain = password.toLowerCase();
  if (isRepetition(plain) || isSequence(plain)) return true;
  const words = [...COMMON_WORDS, ...contextWords.flatMap(wordsOf)].sort((a, b) => b.length - a.length);
  return [plain, unleet(plain)].some((text) => isMadeOf(text, words));
}

function isRepetition(text: string): boolean {
  return /^(.{1,6}?)\1+.{0,2}$/su.test(text) || new Set(text).size <= 3;
}

function isSequence(text: string): boolean {
  const letters = text.replace(/[^a-z0-9]/g, "");
  return SEQUENCES.some((sequence) => {
    const forth = sequence.repeat(2);
    const back = [...forth].reverse().join("");
    return letters.length >= 8 && (forth.includes(letters) || back.includes(letters));
  });
}

/** Takes words out, longest first, wherever they stand; digits and punctuation count as decoration. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const rest = words.reduce((left, word) => left.replaceAll(word, " "), text);
  const letters = [...rest].filter((character) => /\p{L}|\p{So}/u.test(character));
  return rest !== text && letters.length < MIN_REMAINDER;
}

function wordsOf(context: string): string[] {
  return context
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length >= 3);
}

function unleet(text: string): string {
  return [...text].map((character) => LEET[character] ?? character).join("");
}
