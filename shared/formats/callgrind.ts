// Callgrind's format: valgrind --tool=callgrind, Xdebug, pyprof2calltree, yappi, gperftools, pprof and many more write it.
// Everything is in support/, because cachegrind's flat files are read by the same lines; see support/read-callgrind.ts.
import type { FormatReader } from './format-reader.ts';
import { guessCallgrind } from './support/callgrind-sniff.ts';
import { readCallgrindFamily } from './support/read-callgrind.ts';

export const callgrindReader: FormatReader = {
  id: 'callgrind',
  label: 'Callgrind',
  extensions: ['callgrind', 'out'],
  previews: true,
  sniff(head) {
    const { certainty, flavour } = guessCallgrind(head);
    return flavour === 'callgrind' ? certainty : 'no';
  },
  read: readCallgrindFamily,
};
