// The fixed words of the Itanium C++ ABI's mangling: built-in types, operators, special names, abbreviations of the standard library.
// Source: Itanium C++ ABI, 5.1 External Names (itanium-cxx-abi.github.io/cxx-abi/abi.html).

export const builtinTypes: Readonly<Record<string, string>> = {
  v: 'void',
  w: 'wchar_t',
  b: 'bool',
  c: 'char',
  a: 'signed char',
  h: 'unsigned char',
  s: 'short',
  t: 'unsigned short',
  i: 'int',
  j: 'unsigned int',
  l: 'long',
  m: 'unsigned long',
  x: 'long long',
  y: 'unsigned long long',
  n: '__int128',
  o: 'unsigned __int128',
  f: 'float',
  d: 'double',
  e: 'long double',
  g: '__float128',
  z: '...',
};

export const builtinTypesOfD: Readonly<Record<string, string>> = {
  a: 'auto',
  c: 'decltype(auto)',
  n: 'decltype(nullptr)',
  i: 'char32_t',
  s: 'char16_t',
  u: 'char8_t',
  h: 'half',
  f: 'decimal32',
  d: 'decimal64',
  e: 'decimal128',
};

/** What is written behind a whole number of this type. */
export const numberEndings: Readonly<Record<string, string>> = { i: '', j: 'u', l: 'l', m: 'ul', x: 'll', y: 'ull' };

interface Operator {
  readonly sign: string;
  /** Operands of an expression. */
  readonly operands: 1 | 2 | 3;
}

const one = (sign: string): Operator => ({ sign, operands: 1 });
const two = (sign: string): Operator => ({ sign, operands: 2 });

export const operators: Readonly<Record<string, Operator>> = {
  nw: two(' new'),
  na: two(' new[]'),
  dl: one(' delete'),
  da: one(' delete[]'),
  aw: one(' co_await'),
  ps: one('+'),
  ng: one('-'),
  ad: one('&'),
  de: one('*'),
  co: one('~'),
  pl: two('+'),
  mi: two('-'),
  ml: two('*'),
  dv: two('/'),
  rm: two('%'),
  an: two('&'),
  or: two('|'),
  eo: two('^'),
  aS: two('='),
  pL: two('+='),
  mI: two('-='),
  mL: two('*='),
  dV: two('/='),
  rM: two('%='),
  aN: two('&='),
  oR: two('|='),
  eO: two('^='),
  ls: two('<<'),
  rs: two('>>'),
  lS: two('<<='),
  rS: two('>>='),
  eq: two('=='),
  ne: two('!='),
  lt: two('<'),
  gt: two('>'),
  le: two('<='),
  ge: two('>='),
  ss: two('<=>'),
  nt: one('!'),
  aa: two('&&'),
  oo: two('||'),
  pp: one('++'),
  mm: one('--'),
  cm: two(','),
  pm: two('->*'),
  ds: two('.*'),
  pt: two('->'),
  dt: two('.'),
  cl: two('()'),
  ix: two('[]'),
  qu: { sign: '?', operands: 3 },
};

/** After `T` or `G`: a type follows those of the first table, the encoding of a function or variable those of the second. */
export const specialOfTypes: Readonly<Record<string, string>> = {
  TV: 'vtable for ',
  TT: 'VTT for ',
  TI: 'typeinfo for ',
  TS: 'typeinfo name for ',
  TF: 'typeinfo fn for ',
  TJ: 'java Class for ',
};
export const specialOfNames: Readonly<Record<string, string>> = {
  TH: 'TLS init function for ',
  TW: 'TLS wrapper function for ',
  GV: 'guard variable for ',
  GA: 'hidden alias for ',
};

interface Abbreviation {
  readonly name: string;
  /** As it is written before a constructor or destructor, and what these are called. */
  readonly whole: string;
  readonly base: string;
}

const stream = (name: string, base: string): Abbreviation => ({
  name: `std::${name}`,
  whole: `std::basic_${name}<char, std::char_traits<char> >`,
  base,
});

export const abbreviations: Readonly<Record<string, Abbreviation>> = {
  a: { name: 'std::allocator', whole: 'std::allocator', base: 'allocator' },
  b: { name: 'std::basic_string', whole: 'std::basic_string', base: 'basic_string' },
  s: {
    name: 'std::string',
    whole: 'std::basic_string<char, std::char_traits<char>, std::allocator<char> >',
    base: 'basic_string',
  },
  i: stream('istream', 'basic_istream'),
  o: stream('ostream', 'basic_ostream'),
  d: stream('iostream', 'basic_iostream'),
};
