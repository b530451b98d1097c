// Which words a demangled C++ name may hold that its mangled form does not: the fixed ones, each with the letters it is made from (`DF16_` is
// `_Float16`). Every other word is a name from the source, and stands in the mangled form letter by letter: who looks for one of those
// need not demangle a million names. That no two words grow together is what name-nodes.ts takes care of when it writes.
// Trap: names of Rust are not meant, neither the new ones (`_R…`) nor old ones with a letter in figures (`$u61$`).
import {
  abbreviations,
  builtinTypes,
  builtinTypesOfD,
  numberEndings,
  operators,
  specialOfNames,
  specialOfTypes,
} from './itanium-words.ts';

/** Letters of the mangled form, and words that are only written where these stand. */
type Written = readonly (readonly [letters: string, words: string])[];

const inPlaces: Written = [
  ['', 'operator'],
  ['K', 'const'],
  ['V', 'volatile'],
  ['r', 'restrict'],
  ['C', '_Complex'],
  ['G', '_Imaginary'],
  ['B', 'abi'],
  ['T', 'T'],
  ['.', 'clone'],
  ['St', 'std'],
  ['Th', 'non virtual thunk to'],
  ['Tv', 'virtual thunk to'],
  ['Tc', 'covariant return thunk to'],
  ['TC', 'construction vtable for in'],
  ['TA', 'template parameter object for'],
  ['GR', 'reference temporary for'],
  ['GT', 'non transaction clone for'],
  ['GI', 'initializer for module'],
  ['Es', 'string literal'],
  ['Ed', 'default arg'],
  ['_GLOBAL_', 'anonymous namespace'],
  ['Ul', 'lambda auto'],
  ['Ut', 'unnamed type'],
  ['st', 'sizeof'],
  ['sz', 'sizeof'],
  ['at', 'alignof'],
  ['az', 'alignof'],
  ['nx', 'noexcept'],
  ['Do', 'noexcept'],
  ['ti', 'typeid'],
  ['te', 'typeid'],
  ['tw', 'throw'],
  ['tr', 'throw'],
  ['Dw', 'throw'],
  ['sc', 'static_cast'],
  ['dc', 'dynamic_cast'],
  ['rc', 'reinterpret_cast'],
  ['cc', 'const_cast'],
  ['fp', 'parm this'],
  ['fL', 'parm this'],
  ['Lb', 'true false'],
  ['Dt', 'decltype'],
  ['Dn', 'decltype nullptr'],
  ['Dk', 'auto decltype'],
  ['DF', 'std bfloat _Float x _t'],
  ['DB', '_BitInt'],
  ['DU', 'unsigned _BitInt'],
  ['Dv', '__vector'],
  ['Dx', 'transaction_safe'],
  ['Ts', 'struct'],
  ['Tu', 'union'],
  ['Te', 'enum'],
];

const written: Written = [
  ...inPlaces,
  ...Object.entries(builtinTypes),
  ...Object.entries(builtinTypesOfD).map(([letter, words]) => [`D${letter}`, words] as const),
  ...Object.entries(numberEndings),
  ...Object.entries(operators).map(([letters, { sign }]) => [letters, sign] as const),
  ...Object.entries(specialOfTypes),
  ...Object.entries(specialOfNames),
  ...Object.entries(abbreviations).map(
    ([letter, { name, whole, base }]) => [`S${letter}`, `${name} ${whole} ${base}`] as const,
  ),
  // Two letters and more are looked for among others, upper and lower case being equal.
].map(([letters, words]) => [letters.length === 1 ? letters : letters.toLowerCase(), words.toLowerCase()]);

export interface TellingText {
  /** In small letters; a name whose source holds what is looked for holds one of them when it is mangled, upper and lower case being equal. */
  readonly oneOf: readonly string[];
  /** Or one of these letters, where they mean something to the mangling: see written-letters.ts. */
  readonly letters: string;
}

const MOST_TEXTS = 6;
/** Built-in types have one letter each: `int` is a part of six. */
const MOST_LETTERS = 6;
const LEAST_LETTERS = 2;

/** What tells mangled names that may hold `text` (ASCII, in small letters) when demangled from those that do not; undefined: nothing does. */
export function tellingText(text: string): TellingText | undefined {
  const words = text.match(/[a-z_][a-z0-9_]*/g) ?? [];
  const found = words
    .map((word): TellingText => {
      const letters = [...lettersFor(word)];
      const isSingle = (text: string): boolean => /^[a-zKVCG]$/.test(text);
      return {
        oneOf: [...letters.filter((text) => !isSingle(text)), word],
        letters: letters.filter(isSingle).join(''),
      };
    })
    .filter(
      ({ oneOf, letters }) =>
        oneOf.length <= MOST_TEXTS &&
        letters.length <= MOST_LETTERS &&
        oneOf.every(({ length }) => length >= LEAST_LETTERS),
    );
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  const last = ({ oneOf }: TellingText) => oneOf.at(-1)?.length ?? 0;
  const amount = ({ oneOf, letters }: TellingText) => oneOf.length + MOST_TEXTS * letters.length;
  return others.reduce((best, other) => {
    // Letters stand in more names than words do.
    const isFewer = amount(other) < amount(best);
    return isFewer || (amount(other) === amount(best) && last(other) > last(best)) ? other : best;
  }, first);
}

/** Letters that may stand for a word, or for a part of one. Figures are added to some of the words: `_Float16`. */
function lettersFor(word: string): ReadonlySet<string> {
  const plain = word.replace(/[0-9].*$/, '');
  return new Set(written.filter(([, words]) => words.includes(plain)).map(([letters]) => letters));
}
