// Names that C++ compilers mangle (all but Microsoft's), also Rust's old ones, which look like them: `_ZN3foo3barEi` is `foo::bar(int)`.
// Written as c++filt writes them. Source: Itanium C++ ABI, 5.1 External Names.
// Trap: a substitution counts everything that was read before it and can be used again, in this order: keep() stands where the ABI says so.
import { readExpression, readLiteral } from './itanium-expressions.ts';
import { readType } from './itanium-types.ts';
import { abbreviations, operators, specialOfNames, specialOfTypes } from './itanium-words.ts';
import { baseNameOf, type NameNode } from './name-nodes.ts';
import { type Grammar, NameReader, NotMangled, text } from './name-reader.ts';

/** What a name says about the function that it names. */
interface NameFacts {
  /** ` const &`. */
  qualifiers: string;
  endsWithTemplateArgs: boolean;
  /** Constructors, destructors and conversions have no result in their name. */
  hasNoResult: boolean;
}

const grammar: Grammar = {
  encoding: (reader) => readEncoding(reader, false),
  name: (reader) => readName(reader, undefined),
  sourceName: readSourceName,
  unqualifiedName: (reader) => readUnqualifiedName(reader, undefined, undefined),
  substitution: readSubstitution,
  templateArgs: (reader) => readTemplateArgs(reader, false),
  templateParameter: readTemplateParameter,
  decltype: readDecltype,
  qualifiers: readQualifiers,
  type: readType,
  expression: readExpression,
};

/** What is behind `_Z`, with the clones that compilers make of functions: `.part.0`. */
export function readItanium(mangled: string): NameNode {
  const reader = new NameReader(mangled, grammar);
  let node = readEncoding(reader, true);
  while (reader.peek() === '.') {
    const suffix = reader.match(/\.(?:[a-zA-Z_]+|\d+)(?:\.\d+)*/y);
    if (suffix === '') throw new NotMangled();
    node = { kind: 'around', before: '', of: node, behind: ` [clone ${suffix}]` };
  }
  if (!reader.isAtEnd()) throw new NotMangled();
  return node;
}

/** `isOutermost`: the function that the whole name is of. Its result is written, those of functions around a local name are not. */
function readEncoding(reader: NameReader, isOutermost: boolean): NameNode {
  return reader.into(() => {
    if (reader.peek() === 'T' || (reader.peek() === 'G' && /[VARTI]/.test(reader.peek(1)))) return readSpecial(reader);
    const outerArgs = reader.templateArgs;
    const facts: NameFacts = { qualifiers: '', endsWithTemplateArgs: false, hasNoResult: false };
    const name = readName(reader, facts);
    const ends = () => reader.isAtEnd() || reader.peek() === 'E' || reader.peek() === '.';
    if (ends()) {
      reader.templateArgs = outerArgs;
      return facts.qualifiers === '' ? name : { kind: 'around', before: '', of: name, behind: facts.qualifiers };
    }
    if (reader.eat('Ua9enable_ifI')) while (!reader.eat('E')) readTemplateArg(reader);
    const hasResult = facts.endsWithTemplateArgs && !facts.hasNoResult;
    const result = hasResult ? readType(reader) : undefined;
    const parameters: NameNode[] = [];
    if (!reader.eat('v')) while (!ends() && reader.peek() !== 'Q') parameters.push(readType(reader));
    if (reader.eat('Q')) readExpression(reader);
    reader.templateArgs = outerArgs;
    const { qualifiers } = facts;
    return { kind: 'function', result: isOutermost ? result : undefined, name, parameters, qualifiers };
  });
}

function readSpecial(reader: NameReader): NameNode {
  const around = (before: string, of: NameNode): NameNode => ({ kind: 'around', before, of, behind: '' });
  const two = reader.take(2);
  const ofType = specialOfTypes[two];
  if (ofType !== undefined) return around(ofType, readType(reader));
  const ofName = specialOfNames[two];
  if (ofName !== undefined) {
    const name = two[0] === 'T' || two === 'GV' ? readName(reader, undefined) : readEncoding(reader, false);
    return around(ofName, name);
  }
  switch (two) {
    case 'Th':
    case 'Tv':
      readOffset(reader, two === 'Tv');
      return around(two === 'Tv' ? 'virtual thunk to ' : 'non-virtual thunk to ', readEncoding(reader, false));
    case 'Tc':
      readOffset(reader, reader.take(1) === 'v');
      readOffset(reader, reader.take(1) === 'v');
      return around('covariant return thunk to ', readEncoding(reader, false));
    case 'TC': {
      const derived = readType(reader);
      reader.number();
      reader.expect('_');
      const of = readType(reader);
      return { kind: 'sequence', parts: [text('construction vtable for '), of, text('-in-'), derived] };
    }
    case 'TA':
      return around('template parameter object for ', readTemplateArg(reader));
    case 'GR': {
      const name = readName(reader, undefined);
      return around(`reference temporary #${reader.sequence(36)} for `, name);
    }
    case 'GT':
      return around(
        reader.take(1) === 'n' ? 'non-transaction clone for ' : 'transaction clone for ',
        readEncoding(reader, false),
      );
    case 'GI':
      return around('initializer for module ', readName(reader, undefined));
    default:
      throw new NotMangled();
  }
}

function readOffset(reader: NameReader, isVirtual: boolean): void {
  for (let numbers = 0; numbers < (isVirtual ? 2 : 1); numbers++) {
    if (reader.match(/n?\d+/y) === '') throw new NotMangled();
    reader.expect('_');
  }
}

function readName(reader: NameReader, facts: NameFacts | undefined): NameNode {
  return reader.into(() => {
    if (reader.peek() === 'N') return readNestedName(reader, facts);
    if (reader.peek() === 'Z') return readLocalName(reader, facts);
    let name: NameNode;
    if (reader.peek() === 'S' && reader.peek(1) !== 't') {
      name = readSubstitution(reader);
      if (reader.peek() !== 'I') throw new NotMangled();
    } else {
      const scope = reader.eat('St') ? text('std') : undefined;
      name = scoped(scope, readUnqualifiedName(reader, facts, scope));
      if (reader.peek() === 'I') reader.keep(name);
    }
    if (reader.peek() !== 'I') return name;
    if (facts !== undefined) facts.endsWithTemplateArgs = true;
    return { kind: 'template', name, args: readTemplateArgs(reader, facts !== undefined) };
  });
}

function scoped(scope: NameNode | undefined, name: NameNode): NameNode {
  return scope === undefined ? name : { kind: 'nested', scope, name };
}

function readNestedName(reader: NameReader, facts: NameFacts | undefined): NameNode {
  reader.expect('N');
  const qualifiers = readQualifiers(reader);
  const reference = reader.eat('R') ? ' &' : reader.eat('O') ? ' &&' : '';
  reader.eat('H');
  if (facts !== undefined) facts.qualifiers = qualifiers + reference;
  let name: NameNode | undefined;
  let isKept = false;
  while (!reader.eat('E')) {
    const sign = reader.peek();
    if (facts !== undefined && sign !== 'M') facts.endsWithTemplateArgs = sign === 'I';
    if (sign === 'S') {
      if (name !== undefined) throw new NotMangled();
      name = reader.eat('St') ? text('std') : readSubstitution(reader);
      isKept = false;
      continue;
    }
    if (sign === 'M') {
      reader.at++;
      continue;
    }
    if (sign === 'T') {
      if (name !== undefined) throw new NotMangled();
      name = readTemplateParameter(reader);
    } else if (sign === 'I') {
      if (name === undefined) throw new NotMangled();
      name = { kind: 'template', name, args: readTemplateArgs(reader, facts !== undefined) };
    } else if (sign === 'D' && /[tT]/.test(reader.peek(1))) {
      if (name !== undefined) throw new NotMangled();
      name = readDecltype(reader);
    } else name = scoped(name, readUnqualifiedName(reader, facts, name));
    reader.keep(name);
    isKept = true;
  }
  if (name === undefined || !isKept) throw new NotMangled();
  // The whole name is no prefix of itself.
  reader.substitutions.pop();
  return name;
}

/** ` const volatile`, the inner one first. */
function readQualifiers(reader: NameReader): string {
  const [isRestrict, isVolatile, isConst] = [reader.eat('r'), reader.eat('V'), reader.eat('K')];
  return `${isConst ? ' const' : ''}${isVolatile ? ' volatile' : ''}${isRestrict ? ' restrict' : ''}`;
}

function readLocalName(reader: NameReader, facts: NameFacts | undefined): NameNode {
  reader.expect('Z');
  const scope = readEncoding(reader, false);
  reader.expect('E');
  if (reader.eat('s')) {
    readDiscriminator(reader);
    return { kind: 'nested', scope, name: text('string literal') };
  }
  if (reader.eat('d')) {
    const place = reader.sequence(10) + 1;
    const name = readName(reader, facts);
    const inside: NameNode = { kind: 'nested', scope, name: text(`{default arg#${place}}`) };
    return { kind: 'nested', scope: inside, name };
  }
  const name = readName(reader, facts);
  readDiscriminator(reader);
  return { kind: 'nested', scope, name };
}

function readDiscriminator(reader: NameReader): void {
  if (reader.peek() === '_') reader.match(/__\d+_|_\d/y);
}

function readUnqualifiedName(reader: NameReader, facts: NameFacts | undefined, scope: NameNode | undefined): NameNode {
  reader.eat('L');
  const sign = reader.peek();
  let name: NameNode;
  if (/\d/.test(sign)) name = readSourceName(reader);
  else if (sign === 'U') name = readUnnamed(reader);
  else if (reader.eat('DC')) {
    const names: NameNode[] = [];
    while (!reader.eat('E')) names.push(readSourceName(reader));
    name = { kind: 'around', before: '[', of: { kind: 'list', items: names }, behind: ']' };
  } else if ((sign === 'C' || sign === 'D') && scope !== undefined) name = readStructor(reader, facts, scope);
  else name = readOperatorName(reader, facts);
  while (reader.eat('B')) name = { kind: 'around', before: '', of: name, behind: `[abi:${sourceText(reader)}]` };
  return name;
}

function sourceText(reader: NameReader): string {
  return reader.take(reader.number());
}

function readSourceName(reader: NameReader): NameNode {
  const name = sourceText(reader);
  if (name === '') throw new NotMangled();
  return text(/^_GLOBAL_[._$]N/.test(name) ? '(anonymous namespace)' : name);
}

function readStructor(reader: NameReader, facts: NameFacts | undefined, scope: NameNode): NameNode {
  if (facts !== undefined) facts.hasNoResult = true;
  const base = baseNameOf(scope);
  if (reader.eat('CI')) {
    reader.take(1);
    readType(reader);
    return text(base);
  }
  const two = reader.take(2);
  if (!/^(?:C[1-5]|D[0-5])$/.test(two)) throw new NotMangled();
  return text(two[0] === 'D' ? `~${base}` : base);
}

function readUnnamed(reader: NameReader): NameNode {
  if (reader.eat('Ut')) return text(`{unnamed type#${reader.sequence(10) + 1}}`);
  reader.expect('Ul');
  const wasIn = reader.inLambda;
  reader.inLambda = true;
  while (reader.peek() === 'T' && /[yptnk]/.test(reader.peek(1))) readTemplateParameterKind(reader);
  const parameters: NameNode[] = [];
  if (!reader.eat('v')) while (reader.peek() !== 'E') parameters.push(readType(reader));
  reader.inLambda = wasIn;
  reader.expect('E');
  const place = reader.sequence(10) + 1;
  return { kind: 'around', before: '{lambda(', of: { kind: 'list', items: parameters }, behind: `)#${place}}` };
}

/** The kind of a parameter that a lambda or a template argument states; it is not written. */
function readTemplateParameterKind(reader: NameReader): void {
  reader.into(() => {
    const two = reader.take(2);
    if (two === 'Tn') readType(reader);
    else if (two === 'Tk') readName(reader, undefined);
    else if (two === 'Tp') readTemplateParameterKind(reader);
    else if (two === 'Tt') while (!reader.eat('E')) readTemplateParameterKind(reader);
    else if (two !== 'Ty') throw new NotMangled();
  });
}

function readOperatorName(reader: NameReader, facts: NameFacts | undefined): NameNode {
  if (reader.eat('cv')) {
    if (facts !== undefined) facts.hasNoResult = true;
    const before = reader.mayComeLater;
    reader.mayComeLater = true;
    const type = readType(reader);
    reader.mayComeLater = before;
    return { kind: 'around', before: 'operator ', of: type, behind: '' };
  }
  if (reader.eat('li')) return { kind: 'around', before: 'operator"" ', of: readSourceName(reader), behind: '' };
  if (/v\d/.test(reader.peek() + reader.peek(1))) {
    reader.take(2);
    return { kind: 'around', before: 'operator ', of: readSourceName(reader), behind: '' };
  }
  const sign = operators[reader.take(2)]?.sign;
  if (sign === undefined) throw new NotMangled();
  return text(`operator${sign}`);
}

function readSubstitution(reader: NameReader): NameNode {
  reader.expect('S');
  const known = abbreviations[reader.peek()];
  if (known !== undefined) {
    reader.at++;
    const isBeforeStructor = /[CD]/.test(reader.peek());
    const node = text(isBeforeStructor ? known.whole : known.name, known.base);
    if (reader.peek() !== 'B') return node;
    reader.at++;
    return reader.keep({ kind: 'around', before: '', of: node, behind: `[abi:${sourceText(reader)}]` });
  }
  const node = reader.substitutions[reader.sequence(36)];
  if (node === undefined) throw new NotMangled();
  return node;
}

/** `T_`, `T0_`, `TL0__`: the argument that it stands for. */
function readTemplateParameter(reader: NameReader): NameNode {
  reader.expect('T');
  if (reader.eat('L')) reader.sequence(10);
  const index = reader.sequence(10);
  if (reader.inLambda) return text(`auto:${index + 1}`);
  const known = reader.templateArgs[index];
  if (known !== undefined && !reader.mayComeLater) return known;
  if (!reader.mayComeLater) throw new NotMangled();
  const node: Extract<NameNode, { kind: 'later' }> = { kind: 'later', target: undefined, text: `T${index}` };
  reader.later.push({ node, index });
  return node;
}

/** `isOfName`: the arguments are those that parameters further on stand for. */
function readTemplateArgs(reader: NameReader, isOfName: boolean): readonly NameNode[] {
  reader.expect('I');
  const args: NameNode[] = [];
  const outer = reader.templateArgs;
  const wasLater = reader.mayComeLater;
  reader.mayComeLater = false;
  if (isOfName) reader.templateArgs = args;
  const wasInLambda = reader.inLambda;
  while (!reader.eat('E')) {
    if (reader.eat('Q')) {
      readExpression(reader);
      continue;
    }
    args.push(readTemplateArg(reader));
  }
  reader.inLambda = wasInLambda;
  reader.mayComeLater = wasLater;
  if (!isOfName) reader.templateArgs = outer;
  else {
    for (const { node, index } of reader.later) node.target ??= args[index];
    reader.later = [];
  }
  return args;
}

function readTemplateArg(reader: NameReader): NameNode {
  return reader.into(() => {
    const sign = reader.peek();
    if (sign === 'X') {
      reader.at++;
      const expression = readExpression(reader);
      reader.expect('E');
      return expression;
    }
    if (sign === 'J') {
      reader.at++;
      const items: NameNode[] = [];
      while (!reader.eat('E')) items.push(readTemplateArg(reader));
      return { kind: 'pack', items };
    }
    if (sign === 'L') return readLiteral(reader);
    if (sign === 'T' && /[yptnk]/.test(reader.peek(1))) {
      readTemplateParameterKind(reader);
      return readTemplateArg(reader);
    }
    return readType(reader);
  });
}

function readDecltype(reader: NameReader): NameNode {
  reader.take(2);
  const of = readExpression(reader);
  reader.expect('E');
  return { kind: 'around', before: 'decltype (', of, behind: ')' };
}
