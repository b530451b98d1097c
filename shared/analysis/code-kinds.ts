// Whose code a function is, by where it stands: the program's own, a library's, or the language's and the system's. Told from paths alone,
// which differ between machines: these are the usual places, not a database. The first rule that fits counts; what has no place is unknown.
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { functionFile, functionModule, functionName } from '../model/texts.ts';

type CodeKind = 'own' | 'library' | 'runtime' | 'unknown';

interface Rule {
  readonly kind: 'library' | 'runtime';
  readonly pattern: RegExp;
}

/** Paths with slashes. Folders of package managers come first: they often lie inside those of the language. */
const fileRules: readonly Rule[] = [
  { kind: 'library', pattern: /\/(?:site-packages|dist-packages|node_modules|vendor|third[_-]?party|gems)\// },
  { kind: 'library', pattern: /\/(?:\.cargo\/(?:registry|git)|pkg\/mod|\.m2|\.nuget|Pods)\// },
  {
    kind: 'runtime',
    pattern: /^<(?:frozen |built-?in|string>)|^(?:node|php|native|internal|extensions|rustc):?\b[:/]/,
  },
  { kind: 'runtime', pattern: /^php:internal$|\/lib(?:64)?\/(?:python|ruby\/)\d|\/usr\/local\/go\/src\// },
  { kind: 'runtime', pattern: /\/usr\/include\/|\/include\/c\+\+\/|\/lib(?:stdc\+\+-v3|gcc)\/|\/glibc-|^\/rustc\// },
  // glibc's own sources, as distributions build it: relative to where it was built.
  {
    kind: 'runtime',
    pattern: /\/sysdeps\/|^\.\/(?:elf|csu|nptl|malloc|string|stdlib|stdio-common|libio|posix|io|time)\//,
  },
  { kind: 'runtime', pattern: /^\.\/(?:misc|math|locale|wcsmbs|dlfcn|setjmp|ctype|debug|iconv)\// },
];

/** Base names of binaries. */
const moduleRules: readonly Rule[] = [
  {
    kind: 'runtime',
    pattern: /^ld(?:-linux.*|-musl.*|-\d.*)?\.so|^lib(?:c|m|pthread|dl|rt|util|resolv|anl|crypt)[.-]/,
  },
  { kind: 'runtime', pattern: /^lib(?:stdc\+\+|c\+\+(?:abi)?|gcc_s|python\d.*|ruby.*|perl|jvm|java|jli|System.*)[.-]/ },
  {
    kind: 'runtime',
    pattern: /^(?:python|ruby|perl|node|java|php)[\d.]*$|^(?:ntdll|kernel32|kernelbase|ucrtbase)\.dll$/i,
  },
  { kind: 'runtime', pattern: /^\[|vdso|^vmlinux|^dyld$/ },
  { kind: 'library', pattern: /\.(?:so(?:\.[\d.]+)?|dylib|dll)$/i },
];

/** Formats that name a file for every function of a script: one without is the interpreter's. */
const INTERPRETED: ReadonlySet<string> = new Set(['cprofile', 'cpuprofile']);

export function kindOfFunction(recording: Recording, row: FunctionIndex): CodeKind {
  const file = (functionFile(recording, row) ?? '').replaceAll('\\', '/');
  const module = (functionModule(recording, row) ?? '').replaceAll('\\', '/');
  const byFile = fileRules.find(({ pattern }) => pattern.test(file))?.kind;
  if (byFile !== undefined) return byFile;
  const binary = module.slice(module.lastIndexOf('/') + 1);
  const byModule = binary === '' ? undefined : moduleRules.find(({ pattern }) => pattern.test(binary))?.kind;
  if (byModule !== undefined) return byModule;
  if (file !== '' || module !== '') return 'own';
  return functionName(recording, row) !== '' && INTERPRETED.has(recording.format) ? 'runtime' : 'unknown';
}
