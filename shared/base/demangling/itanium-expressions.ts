// Expressions in mangled C++ names: arguments of templates that are values, sizes of arrays, what stands in decltype.
import { numberEndings, operators } from './itanium-words.ts';
import type { NameNode } from './name-nodes.ts';
import { type NameReader, NotMangled, text } from './name-reader.ts';

const sequence = (...parts: readonly NameNode[]): NameNode => ({ kind: 'sequence', parts });

export function readExpression(reader: NameReader): NameNode {
  return reader.into(() => readHere(reader));
}

function readHere(reader: NameReader): NameNode {
  const sign = reader.peek();
  if (sign === 'L') return readLiteral(reader);
  if (sign === 'T') return reader.grammar.templateParameter(reader);
  if (sign === 'f' && /[pL]/.test(reader.peek(1))) return readFunctionParameter(reader);
  if (/\d/.test(sign)) return readNameWithArgs(reader);
  const before = reader.at;
  const isGlobal = reader.eat('gs');
  const two = reader.take(2);
  switch (two) {
    case 'sr':
      reader.at = before;
      return readUnresolved(reader);
    case 'on':
      reader.at = before;
      return readUnresolved(reader);
    case 'st':
      return sequence(text('sizeof ('), reader.grammar.type(reader), text(')'));
    case 'sz':
      return sequence(text('sizeof ('), readExpression(reader), text(')'));
    case 'at':
      return sequence(text('alignof ('), reader.grammar.type(reader), text(')'));
    case 'az':
      return sequence(text('alignof ('), readExpression(reader), text(')'));
    case 'nx':
      return sequence(text('noexcept ('), readExpression(reader), text(')'));
    case 'ti':
      return sequence(text('typeid ('), reader.grammar.type(reader), text(')'));
    case 'te':
      return sequence(text('typeid ('), readExpression(reader), text(')'));
    case 'tw':
      return sequence(text('throw '), readExpression(reader));
    case 'tr':
      return text('throw');
    case 'sZ':
      return sequence(text('sizeof...('), readExpression(reader), text(')'));
    case 'sp':
      return { kind: 'expansion', of: readExpression(reader) };
    case 'sc':
    case 'dc':
    case 'rc':
    case 'cc': {
      const word = { sc: 'static_cast', dc: 'dynamic_cast', rc: 'reinterpret_cast', cc: 'const_cast' }[two];
      const type = reader.grammar.type(reader);
      return sequence(text(`${word}<`), type, text('>('), readExpression(reader), text(')'));
    }
    case 'cv': {
      const type = reader.grammar.type(reader);
      if (!reader.eat('_')) return sequence(text('('), type, text(')'), inBrackets(readExpression(reader)));
      return sequence(text('('), type, text(')'), text('('), readList(reader), text(')'));
    }
    case 'tl': {
      const type = reader.grammar.type(reader);
      return sequence(type, text('{'), readList(reader), text('}'));
    }
    case 'il':
      return sequence(text('{'), readList(reader), text('}'));
    case 'cl':
    case 'cp': {
      const called = readExpression(reader);
      return sequence(called, text('('), readList(reader), text(')'));
    }
    case 'dt':
    case 'pt': {
      const of = readExpression(reader);
      return sequence(of, text(two === 'dt' ? '.' : '->'), readMember(reader));
    }
    case 'nw':
    case 'na': {
      const places = readUntil(reader, '_');
      const type = reader.grammar.type(reader);
      const isInitialised = reader.eat('pi');
      const given = isInitialised ? sequence(text('('), readList(reader), text(')')) : text('');
      if (!isInitialised) reader.expect('E');
      return sequence(text(`${isGlobal ? '::' : ''}new `), places, type, given);
    }
    case 'fl':
    case 'fr':
    case 'fL':
    case 'fR':
      return readFold(reader, two);
    default:
      return readOperation(reader, two);
  }
}

/** Names and parameters stand by themselves. */
function inBrackets(of: NameNode): NameNode {
  if (of.kind === 'nested' || (of.kind === 'text' && /^[a-zA-Z_{]/.test(of.text) && !/^(?:true|false)$/.test(of.text)))
    return of;
  return { kind: 'around', before: '(', of, behind: ')' };
}

function readList(reader: NameReader): NameNode {
  return readUntil(reader, 'E');
}

function readUntil(reader: NameReader, end: string): NameNode {
  const items: NameNode[] = [];
  while (!reader.eat(end)) items.push(readExpression(reader));
  return { kind: 'list', items };
}

function readOperation(reader: NameReader, two: string): NameNode {
  const operator = operators[two];
  if (operator === undefined) throw new NotMangled();
  const { sign, operands } = operator;
  if (operands === 1) {
    if (two === 'pp' || two === 'mm') {
      const isPrefix = reader.eat('_');
      const of = inBrackets(readExpression(reader));
      return isPrefix ? sequence(text(sign), of) : sequence(of, text(sign));
    }
    const of = readExpression(reader);
    // The address of a member is written without its parameters.
    const isMember = two === 'ad' && of.kind === 'function' && of.name?.kind === 'nested';
    return sequence(text(sign.trim()), isMember && of.name !== undefined ? of.name : inBrackets(of));
  }
  const first = readExpression(reader);
  const second = readExpression(reader);
  if (operands === 3) {
    const third = readExpression(reader);
    return sequence(inBrackets(first), text('?'), inBrackets(second), text(' : '), inBrackets(third));
  }
  if (two === 'ix') return sequence(inBrackets(first), text('['), second, text(']'));
  const written = sequence(inBrackets(first), text(sign), inBrackets(second));
  // Between the brackets of template arguments.
  return two === 'gt' ? inBrackets(written) : written;
}

function readFold(reader: NameReader, two: string): NameNode {
  const operator = operators[reader.take(2)];
  if (operator === undefined) throw new NotMangled();
  const pack = inBrackets(readExpression(reader));
  const sign = text(operator.sign);
  const dots = text('...');
  if (two === 'fl') return inBrackets(sequence(dots, sign, pack));
  if (two === 'fr') return inBrackets(sequence(pack, sign, dots));
  const other = inBrackets(readExpression(reader));
  return inBrackets(sequence(pack, sign, dots, sign, other));
}

function readFunctionParameter(reader: NameReader): NameNode {
  reader.take(1);
  if (reader.eat('L')) {
    reader.number();
    reader.expect('p');
  } else reader.expect('p');
  if (reader.eat('T')) return text('this');
  reader.match(/[rVK]+/y);
  return text(`{parm#${reader.sequence(10) + 1}}`);
}

function readNameWithArgs(reader: NameReader): NameNode {
  const name = reader.grammar.sourceName(reader);
  return reader.peek() === 'I' ? { kind: 'template', name, args: reader.grammar.templateArgs(reader) } : name;
}

/** What stands behind `.` or `->`. */
function readMember(reader: NameReader): NameNode {
  if (/\d/.test(reader.peek())) return readNameWithArgs(reader);
  if (/^(?:sr|gs|on|dn)/.test(reader.peek() + reader.peek(1))) return readUnresolved(reader);
  return readExpression(reader);
}

/** A name in a scope that is only known once the template has its arguments. */
function readUnresolved(reader: NameReader): NameNode {
  const isGlobal = reader.eat('gs');
  let scope: NameNode | undefined = isGlobal ? text('') : undefined;
  if (reader.eat('srN')) {
    scope = readUnresolvedType(reader);
    while (!reader.eat('E')) scope = { kind: 'nested', scope, name: readNameWithArgs(reader) };
  } else if (reader.eat('sr')) {
    if (/\d/.test(reader.peek())) {
      let found: NameNode = readNameWithArgs(reader);
      while (!reader.eat('E')) found = { kind: 'nested', scope: found, name: readNameWithArgs(reader) };
      scope = found;
    } else scope = readUnresolvedType(reader);
  }
  const name = readBaseName(reader);
  return scope === undefined ? name : { kind: 'nested', scope, name };
}

function readUnresolvedType(reader: NameReader): NameNode {
  if (reader.peek() === 'S' && reader.peek(1) !== 't') {
    const known = reader.grammar.substitution(reader);
    if (reader.peek() !== 'I') return known;
    return reader.keep({ kind: 'template', name: known, args: reader.grammar.templateArgs(reader) });
  }
  return reader.grammar.type(reader);
}

function readBaseName(reader: NameReader): NameNode {
  if (/\d/.test(reader.peek())) return readNameWithArgs(reader);
  if (reader.eat('dn')) return { kind: 'around', before: '~', of: readNameWithArgs(reader), behind: '' };
  reader.eat('on');
  const name = reader.grammar.unqualifiedName(reader);
  return reader.peek() === 'I' ? { kind: 'template', name, args: reader.grammar.templateArgs(reader) } : name;
}

/** `Lb1E`, `Li5E`, `LN3foo3barE3E`, `L_Z3foovE`. */
export function readLiteral(reader: NameReader): NameNode {
  reader.expect('L');
  if (reader.eat('_Z') || reader.eat('Z')) {
    const name = reader.grammar.encoding(reader);
    reader.expect('E');
    return name;
  }
  const letter = reader.peek();
  if (reader.eat('DnE') || reader.eat('Dn0E')) return text('(decltype(nullptr))0');
  const type = reader.grammar.type(reader);
  const digits = reader.match(/n?[0-9a-f]*(?:_[0-9a-f]+)?/y);
  reader.expect('E');
  const number = digits.startsWith('n') ? `-${digits.slice(1)}` : digits;
  if (letter === 'b' && /^[01]$/.test(number)) return text(number === '1' ? 'true' : 'false');
  const ending = numberEndings[letter];
  if (ending !== undefined && /^-?\d*$/.test(number)) return text(number + ending);
  if (digits === '') return type;
  return sequence(text('('), type, text(`)${/^[fdeg]$/.test(letter) ? `[${number}]` : number}`));
}
