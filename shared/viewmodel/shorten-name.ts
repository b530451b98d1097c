// Short forms of long names: what stands between the brackets of C++ templates becomes `…`, Python's built-ins lose their frame.
// Operators that are spelled with brackets (`operator<<`, `operator->`) are no templates.

const BUILT_IN = /^<built-in method (.+)>$/;
const METHOD = /^<method '(.+)' of '(.+)' objects>$/;
/** `<module>`, `<lambda>`, `<listcomp>`, `<anonymous>`: a whole name in brackets is no template. */
const WHOLE = /^<[^<>]*>$/;

export function shortenName(name: string): string {
  if (!name.includes('<')) return name;
  const plain = unframedName(name);
  return plain !== name || WHOLE.test(name) ? plain : collapseTemplates(name);
}

/** Python's built-ins without their frame: `<built-in method builtins.exec>` is shown as `builtins.exec`. Other names as they are. */
export function unframedName(name: string): string {
  if (!name.startsWith('<')) return name;
  const builtIn = BUILT_IN.exec(name);
  if (builtIn !== null) return builtIn[1];
  const method = METHOD.exec(name);
  return method === null ? name : `${method[2]}.${method[1]}`;
}

function collapseTemplates(name: string): string {
  let short = '';
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    const operator = depth === 0 ? operatorAt(name, i) : '';
    if (operator !== '') {
      short += operator;
      i += operator.length - 1;
      continue;
    }
    const letter = name[i];
    if (letter === '<') {
      if (depth === 0) short += '<…';
      depth++;
    } else if (letter === '>' && depth > 0 && name[i - 1] !== '-') {
      depth--;
      if (depth === 0) short += '>';
    } else if (depth === 0) short += letter;
  }
  // Brackets that do not match: not a template after all.
  return depth === 0 ? short : name;
}

/** `operator<<` and the like, when one begins at i. */
function operatorAt(name: string, i: number): string {
  if (name[i] !== 'o' || !name.startsWith('operator', i)) return '';
  const match = /^operator\s*(?:<=>|<<=|>>=|<<|>>|<=|>=|->\*|->|<|>)/.exec(name.slice(i, i + 16));
  return match === null ? '' : match[0];
}
