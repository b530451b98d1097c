// The pieces of a demangled name, and how they are written. Types are written from the inside out (`void (*)(int)`), so every piece has
// a left and a right part. A substitution may stand for a piece that holds others of its kind: 200 bytes can mean gigabytes.
// Trap: therefore writing stops at a length, wherever it is, and nothing is written twice to find out how long it would be.

export type NameNode =
  | { readonly kind: 'text'; readonly text: string; readonly base?: string }
  /** `scope::name`. */
  | { readonly kind: 'nested'; readonly scope: NameNode; readonly name: NameNode }
  | { readonly kind: 'template'; readonly name: NameNode; readonly args: readonly NameNode[] }
  /** `name` with something before and behind it. */
  | { readonly kind: 'around'; readonly before: string; readonly of: NameNode; readonly behind: string }
  /** Written one behind the other. */
  | { readonly kind: 'sequence'; readonly parts: readonly NameNode[] }
  | { readonly kind: 'list'; readonly items: readonly NameNode[] }
  /** A qualifier behind a type: ` const`. */
  | { readonly kind: 'qualified'; readonly of: NameNode; readonly qualifier: string }
  | { readonly kind: 'pointer'; readonly of: NameNode }
  | { readonly kind: 'reference'; readonly of: NameNode; readonly isRvalue: boolean }
  | { readonly kind: 'member-pointer'; readonly scope: NameNode; readonly of: NameNode }
  | { readonly kind: 'array'; readonly of: NameNode; readonly size: NameNode | undefined }
  | {
      readonly kind: 'function';
      readonly result: NameNode | undefined;
      /** Absent for a type. */
      readonly name?: NameNode;
      readonly parameters: readonly NameNode[];
      /** ` const &`. */
      readonly qualifiers: string;
    }
  /** Arguments that one parameter of a template stands for. */
  | { readonly kind: 'pack'; readonly items: readonly NameNode[] }
  /** A pattern, once for each of a pack inside it. */
  | { readonly kind: 'expansion'; readonly of: NameNode }
  /** A parameter of a template whose arguments come later in the name. */
  | { readonly kind: 'later'; target: NameNode | undefined; readonly text: string };

/** The name by which constructors of a class are called. */
export function baseNameOf(node: NameNode): string {
  let current = node;
  for (;;) {
    if (current.kind === 'nested') current = current.name;
    else if (current.kind === 'template') current = current.name;
    else if (current.kind === 'around') current = current.of;
    else return current.kind === 'text' ? (current.base ?? current.text) : '';
  }
}

const DEEPEST = 1000;

/** The name as text; undefined where it would be longer than `longest`, or is nested too deeply. */
export function writeName(node: NameNode, longest: number): string | undefined {
  let out = '';
  /** The last character. Asking `out` for it would put it together anew each time: a tenth of a second for a long name. */
  let last = '';
  let isOver = false;
  let depth = 0;
  /** Which of a pack's arguments is written; undefined outside of expansions. */
  let packAt: number | undefined;

  function put(text: string): void {
    // Two words stay two, whatever a name has side by side: written-words.ts counts on it.
    const gap = isOfWord(last) && isOfWord(text[0]) ? ' ' : '';
    if (out.length + gap.length + text.length > longest) isOver = true;
    else {
      out += gap + text;
      last = text.at(-1) ?? last;
    }
  }

  function list(items: readonly NameNode[]): void {
    let isFirst = true;
    for (const item of items) {
      if (isOver) return;
      const before = out;
      const lastBefore = last;
      if (!isFirst) put(', ');
      const start = out.length;
      whole(item);
      // An empty pack leaves no comma.
      if (out.length === start && !isOver) {
        out = before;
        last = lastBefore;
      } else isFirst = false;
    }
  }

  function whole(one: NameNode): void {
    left(one);
    right(one);
  }

  function left(one: NameNode): void {
    if (isOver) return;
    if (++depth > DEEPEST) isOver = true;
    else leftOf(one);
    depth--;
  }

  function leftOf(one: NameNode): void {
    switch (one.kind) {
      case 'text':
        put(one.text);
        return;
      case 'nested':
        whole(one.scope);
        put('::');
        whole(one.name);
        return;
      case 'template':
        whole(one.name);
        if (last === '<') put(' ');
        put('<');
        list(one.args);
        put(last === '>' ? ' >' : '>');
        return;
      case 'around':
        put(one.before);
        whole(one.of);
        put(one.behind);
        return;
      case 'sequence':
        for (const part of one.parts) whole(part);
        return;
      case 'list':
        list(one.items);
        return;
      case 'qualified':
        left(one.of);
        if (!(isFunction(one.of) || isSaidAlready(one))) put(one.qualifier);
        return;
      case 'pointer':
        pointerLeft(one.of, '*');
        return;
      case 'reference': {
        const { of, sign } = collapsed(one);
        pointerLeft(of, sign);
        return;
      }
      case 'member-pointer':
        left(one.of);
        put(isWrapped(one.of) ? '(' : ' ');
        whole(one.scope);
        put('::*');
        return;
      case 'array':
        left(one.of);
        return;
      case 'function':
        functionLeft(one);
        return;
      case 'pack':
        if (packAt === undefined) list(one.items);
        else ofPack(one.items, left);
        return;
      case 'expansion':
        expansion(one.of);
        return;
      case 'later':
        if (one.target === undefined) put(one.text);
        else left(one.target);
    }
  }

  function right(one: NameNode): void {
    if (isOver) return;
    if (++depth > DEEPEST) isOver = true;
    else rightOf(one);
    depth--;
  }

  function rightOf(one: NameNode): void {
    switch (one.kind) {
      case 'qualified':
        right(one.of);
        if (isFunction(one.of)) put(one.qualifier);
        return;
      case 'pointer':
      case 'member-pointer':
        if (isWrapped(one.of)) put(')');
        right(one.of);
        return;
      case 'reference': {
        const { of } = collapsed(one);
        if (isWrapped(of)) put(')');
        right(of);
        return;
      }
      case 'array':
        put(last === ']' ? '[' : ' [');
        if (one.size !== undefined) whole(one.size);
        put(']');
        right(one.of);
        return;
      case 'function':
        if (one.name !== undefined) return;
        put('(');
        list(one.parameters);
        put(`)${one.qualifiers}`);
        if (one.result !== undefined) right(one.result);
        return;
      case 'pack':
        if (packAt !== undefined) ofPack(one.items, right);
        return;
      case 'later':
        if (one.target !== undefined) right(one.target);
        return;
      default:
        return;
    }
  }

  /** The argument whose turn it is. Packs inside it are its own, and whole. */
  function ofPack(items: readonly NameNode[], write: (one: NameNode) => void): void {
    const at = packAt ?? 0;
    if (at >= items.length) return;
    packAt = undefined;
    write(items[at]);
    packAt = at;
  }

  function pointerLeft(of: NameNode, sign: string): void {
    left(of);
    if (isWrapped(of)) put(last === '(' || last === ' ' ? '(' : ' (');
    put(sign);
  }

  function functionLeft(one: Extract<NameNode, { kind: 'function' }>): void {
    const { result, name, parameters, qualifiers } = one;
    if (result !== undefined) {
      left(result);
      if (!isWrapped(inside(result)) || name === undefined) put(' ');
    }
    if (name === undefined) return;
    whole(name);
    put('(');
    list(parameters);
    put(')');
    if (result !== undefined) right(result);
    put(qualifiers);
  }

  /** `T&& &` is `T&`. */
  function collapsed(one: Extract<NameNode, { kind: 'reference' }>): { of: NameNode; sign: string } {
    let isRvalue = one.isRvalue;
    let of = resolved(one.of);
    for (let steps = 0; of.kind === 'reference' && steps < DEEPEST; steps++) {
      isRvalue &&= of.isRvalue;
      of = resolved(of.of);
    }
    return { of, sign: isRvalue ? '&&' : '&' };
  }

  /** What a parameter stands for. */
  function resolved(one: NameNode): NameNode {
    let current = one;
    for (let steps = 0; steps < DEEPEST; steps++) {
      if (current.kind === 'later' && current.target !== undefined) current = current.target;
      else if (current.kind === 'pack' && packAt !== undefined && packAt < current.items.length) {
        current = current.items[packAt];
      } else break;
    }
    return current;
  }

  function isWrapped(one: NameNode): boolean {
    const { kind } = inside(one);
    return kind === 'array' || kind === 'function';
  }

  /** `T const` where T stands for a type that is const. */
  function isSaidAlready(one: Extract<NameNode, { kind: 'qualified' }>): boolean {
    const of = resolved(one.of);
    return of.kind === 'qualified' && of.qualifier === one.qualifier;
  }

  function isFunction(one: NameNode): boolean {
    return resolved(one).kind === 'function';
  }

  /** Of a type, what stands innermost of its qualifiers. */
  function inside(one: NameNode): NameNode {
    let current = resolved(one);
    for (let steps = 0; current.kind === 'qualified' && steps < DEEPEST; steps++) current = resolved(current.of);
    return current;
  }

  function expansion(of: NameNode): void {
    const pack = packIn(of);
    if (pack === undefined) {
      whole(of);
      put('...');
      return;
    }
    const outer = packAt;
    const items = pack.items.map((_, at): (() => void) => () => {
      packAt = at;
      whole(of);
    });
    let isFirst = true;
    for (const item of items) {
      if (isOver) break;
      if (!isFirst) put(', ');
      isFirst = false;
      item();
    }
    packAt = outer;
  }

  whole(node);
  return isOver ? undefined : out;
}

function isOfWord(character: string | undefined): boolean {
  if (character === undefined || character === '') return false;
  const code = character.charCodeAt(0);
  return code > 0x7f || code === 0x5f || (code >= 0x30 && code <= 0x39) || isLetter(code);
}

function isLetter(code: number): boolean {
  const small = code | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

const MOST_LOOKED_AT = 10_000;

/** The first pack of a pattern. Pieces are shared: each is looked at once. */
function packIn(pattern: NameNode): Extract<NameNode, { kind: 'pack' }> | undefined {
  const seen = new Set<NameNode>();
  const open: NameNode[] = [pattern];
  for (let node = open.pop(); node !== undefined && seen.size < MOST_LOOKED_AT; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'pack') return node;
    open.push(...childrenOf(node).reverse());
  }
  return undefined;
}

function childrenOf(node: NameNode): NameNode[] {
  switch (node.kind) {
    case 'nested':
      return [node.scope, node.name];
    case 'template':
      return [node.name, ...node.args];
    case 'sequence':
      return [...node.parts];
    case 'list':
      return [...node.items];
    case 'around':
    case 'qualified':
    case 'pointer':
    case 'reference':
      return [node.of];
    case 'member-pointer':
      return [node.scope, node.of];
    case 'array':
      return node.size === undefined ? [node.of] : [node.of, node.size];
    case 'function':
      return [...(node.result === undefined ? [] : [node.result]), ...node.parameters];
    case 'later':
      return node.target === undefined ? [] : [node.target];
    case 'expansion':
    case 'pack':
    case 'text':
      return [];
  }
}
