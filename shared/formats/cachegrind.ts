// Cachegrind's format: costs by file, function and line without calls; a subset of callgrind's, told apart by its header lines.
// A file that turns out to have calls further on is reported as callgrind's: the lines are the same.
import type { FormatReader } from './format-reader.ts';
import { guessCallgrind } from './support/callgrind-sniff.ts';
import { readCallgrindFamily } from './support/read-callgrind.ts';

export const cachegrindReader: FormatReader = {
  id: 'cachegrind',
  label: 'Cachegrind',
  extensions: ['cachegrind', 'out'],
  previews: true,
  sniff(head) {
    const { certainty, flavour } = guessCallgrind(head);
    return flavour === 'cachegrind' ? certainty : 'no';
  },
  read: readCallgrindFamily,
};
