// The functions, files and modules of an imaginary large C++ program. Everything follows from the number of the function, so that a
// file of gigabytes needs no table of names while it is written. Lengths are those of real programs: most short, some hundreds long.
const WORDS =
  'get set make find parse read write init free hash node list tree map key value item token string buffer stream file path index cache table entry block page frame event queue task lock state config option type expr scope symbol module loader visitor builder reader writer'.split(
    ' ',
  );
const SPACES = 'core detail impl io net render layout script storage codec graph text math'.split(' ');
const TYPES = [
  'int',
  'char',
  'unsigned long',
  'double',
  'std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >',
  'std::vector<int, std::allocator<int> >',
  'void const*',
  'core::Ref<core::Node>',
];

/** A number that looks random and is always the same for the same two (Murmur3's finalizer). */
export function mixed(index: number, salt: number): number {
  let h = (index ^ Math.imul(salt, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function pick<Item>(from: readonly Item[], number: number): Item {
  return from[number % from.length];
}

export function word(index: number, salt: number): string {
  return pick(WORDS, mixed(index, salt));
}

/** The last `popular` functions have many callers, as memcpy and malloc do, and live in a library of their own. */
export const POPULAR = [
  'memcpy',
  'malloc',
  'free',
  '_int_malloc',
  '_int_free',
  'strlen',
  'memset',
  'strcmp',
  'realloc',
];

export interface Program {
  readonly functions: number;
  name(index: number): string;
  /** Number of the file that the function is in. */
  file(index: number): number;
  path(file: number): string;
  module(file: number): number;
  modulePath(module: number): string;
  address(index: number): number;
  line(index: number): number;
}

const FUNCTIONS_A_FILE = 20;
const FILES_A_MODULE = 25;

export function imaginaryProgram(functions: number): Program {
  const firstPopular = functions - POPULAR.length;
  const lastFile = Math.floor(firstPopular / FUNCTIONS_A_FILE) + 1;
  const lastModule = Math.floor(lastFile / FILES_A_MODULE) + 1;
  return {
    functions,
    name: (index) => (index >= firstPopular ? POPULAR[index - firstPopular] : index === 0 ? 'main' : nameOf(index)),
    file: (index) => (index >= firstPopular ? lastFile : Math.floor(index / FUNCTIONS_A_FILE)),
    path: (file) =>
      file === lastFile
        ? '???'
        : `/build/src/${pick(SPACES, mixed(file, 1))}/${word(file, 2)}/${word(file, 3)}_${file}.cpp`,
    module: (file) => (file === lastFile ? lastModule : Math.floor(file / FILES_A_MODULE)),
    modulePath: (module) =>
      module === lastModule
        ? '/usr/lib/x86_64-linux-gnu/libc.so.6'
        : `/usr/lib/app/lib/lib${word(module, 4)}${module}.so.1`,
    address: (index) => 0x401000 + index * 384,
    line: (index) => 10 + 13 * (index % 977),
  };
}

function nameOf(index: number): string {
  const kind = mixed(index, 5) % 100;
  const unique = index.toString(16);
  if (kind < 45) return `${word(index, 6)}_${word(index, 7)}_${word(index, 8)}_${unique}`;
  let owner = `${pick(SPACES, mixed(index, 9))}::${capital(word(index, 10))}${capital(word(index, 11))}`;
  if (kind < 65) owner += `<${types(index, 12, 1 + (mixed(index, 13) % 3))}>`;
  const constant = kind % 3 === 0 ? ' const' : '';
  return `${owner}::${word(index, 14)}${capital(word(index, 15))}_${unique}(${types(index, 16, mixed(index, 17) % 4)})${constant}`;
}

function types(index: number, salt: number, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += `${i === 0 ? '' : ', '}${pick(TYPES, mixed(index, salt * 8 + i))}`;
  return text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
