// Types in mangled C++ names: `PKc` is `char const*`, `M1AKFviE` is `void (A::*)(int) const`.

import { builtinTypes, builtinTypesOfD } from './itanium-words.ts';
import type { NameNode } from './name-nodes.ts';
import { type NameReader, NotMangled, text } from './name-reader.ts';

export function readType(reader: NameReader): NameNode {
  return reader.into(() => readTypeHere(reader));
}

function readTypeHere(reader: NameReader): NameNode {
  const sign = reader.peek();
  const builtin = builtinTypes[sign];
  if (builtin !== undefined) {
    reader.at++;
    return text(builtin);
  }
  switch (sign) {
    case 'r':
    case 'V':
    case 'K':
      return readQualified(reader);
    case 'P':
      reader.at++;
      return reader.keep({ kind: 'pointer', of: readType(reader) });
    case 'R':
    case 'O':
      reader.at++;
      return reader.keep({ kind: 'reference', of: readType(reader), isRvalue: sign === 'O' });
    case 'C':
    case 'G':
      reader.at++;
      return reader.keep({
        kind: 'qualified',
        of: readType(reader),
        qualifier: sign === 'C' ? ' _Complex' : ' _Imaginary',
      });
    case 'U':
      return readVendorQualified(reader);
    case 'u':
      reader.at++;
      return reader.keep(withArgs(reader, reader.grammar.sourceName(reader)));
    case 'M': {
      reader.at++;
      const scope = readType(reader);
      return reader.keep({ kind: 'member-pointer', scope, of: readType(reader) });
    }
    case 'A':
      return readArray(reader);
    case 'F':
      return reader.keep(readFunctionType(reader, ''));
    case 'D':
      return readTypeOfD(reader);
    case 'T':
      return readTypeOfT(reader);
    case 'S':
      if (reader.peek(1) !== 't') {
        const known = reader.grammar.substitution(reader);
        return reader.peek() === 'I' ? reader.keep(withArgs(reader, known)) : known;
      }
      return reader.keep(reader.grammar.name(reader));
    default:
      return reader.keep(reader.grammar.name(reader));
  }
}

function withArgs(reader: NameReader, name: NameNode): NameNode {
  return reader.peek() === 'I' ? { kind: 'template', name, args: reader.grammar.templateArgs(reader) } : name;
}

function readQualified(reader: NameReader): NameNode {
  const qualifier = reader.grammar.qualifiers(reader);
  if (isFunctionNext(reader)) return reader.keep(readFunctionType(reader, qualifier));
  return reader.keep({ kind: 'qualified', of: readType(reader), qualifier });
}

function isFunctionNext(reader: NameReader): boolean {
  return reader.peek() === 'F' || (reader.peek() === 'D' && /[oOwx]/.test(reader.peek(1)));
}

/** `U` with a name that only one compiler knows. */
function readVendorQualified(reader: NameReader): NameNode {
  reader.expect('U');
  const name = withArgs(reader, reader.grammar.sourceName(reader));
  const of = readType(reader);
  return reader.keep({ kind: 'sequence', parts: [of, text(' '), name] });
}

function readArray(reader: NameReader): NameNode {
  reader.expect('A');
  const digits = reader.match(/\d+/y);
  const size = digits !== '' ? text(digits) : reader.peek() === '_' ? undefined : reader.grammar.expression(reader);
  reader.expect('_');
  return reader.keep({ kind: 'array', of: readType(reader), size });
}

function readFunctionType(reader: NameReader, qualifiers: string): NameNode {
  let behind = qualifiers;
  if (reader.eat('Do')) behind += ' noexcept';
  else if (reader.eat('DO')) {
    reader.grammar.expression(reader);
    reader.expect('E');
    behind += ' noexcept';
  } else if (reader.eat('Dw')) {
    while (!reader.eat('E')) readType(reader);
    behind += ' throw';
  }
  if (reader.eat('Dx')) behind += ' transaction_safe';
  reader.expect('F');
  reader.eat('Y');
  const result = readType(reader);
  const parameters: NameNode[] = [];
  if (reader.peek() === 'v' && /[ERO]/.test(reader.peek(1))) reader.at++;
  while (reader.peek() !== 'E' && !/^[RO]E/.test(reader.peek() + reader.peek(1))) parameters.push(readType(reader));
  if (reader.eat('R')) behind += ' &';
  else if (reader.eat('O')) behind += ' &&';
  reader.expect('E');
  return { kind: 'function', result, parameters, qualifiers: behind };
}

function readTypeOfD(reader: NameReader): NameNode {
  const second = reader.peek(1);
  const builtin = builtinTypesOfD[second];
  if (builtin !== undefined) {
    reader.at += 2;
    return text(builtin);
  }
  switch (second) {
    case 't':
    case 'T':
      return reader.keep(reader.grammar.decltype(reader));
    case 'p':
      reader.at += 2;
      return reader.keep({ kind: 'expansion', of: readType(reader) });
    case 'F': {
      reader.at += 2;
      const bits = reader.number();
      if (reader.eat('b')) return text(`std::bfloat${bits}_t`);
      if (reader.eat('x')) return text(`_Float${bits}x`);
      reader.expect('_');
      return text(`_Float${bits}`);
    }
    case 'B':
    case 'U': {
      reader.at += 2;
      const bits = reader.number();
      reader.expect('_');
      return text(`${second === 'U' ? 'unsigned ' : ''}_BitInt(${bits})`);
    }
    case 'v': {
      reader.at += 2;
      const digits = reader.match(/\d+/y);
      const size = digits !== '' ? text(digits) : reader.grammar.expression(reader);
      reader.expect('_');
      const of = readType(reader);
      return reader.keep({ kind: 'sequence', parts: [of, text(' __vector('), size, text(')')] });
    }
    case 'o':
    case 'O':
    case 'w':
    case 'x':
      return reader.keep(readFunctionType(reader, ''));
    case 'k':
    case 'K': {
      reader.at += 2;
      const concept = reader.grammar.name(reader);
      return { kind: 'sequence', parts: [concept, text(second === 'k' ? ' auto' : ' decltype(auto)')] };
    }
    default:
      throw new NotMangled();
  }
}

function readTypeOfT(reader: NameReader): NameNode {
  const tag = { s: 'struct ', u: 'union ', e: 'enum ' }[reader.peek(1)];
  if (tag !== undefined) {
    reader.at += 2;
    return reader.keep({ kind: 'around', before: tag, of: reader.grammar.name(reader), behind: '' });
  }
  const parameter = reader.keep(reader.grammar.templateParameter(reader));
  // Arguments of a template that is a parameter; those of a conversion belong to the operator's own name.
  if (reader.peek() !== 'I' || reader.mayComeLater) return parameter;
  return reader.keep(withArgs(reader, parameter));
}
