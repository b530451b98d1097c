// What went wrong, in words: which file, what, where in it, and what to do. Never a code alone, never a stack trace.
import type { ReactNode } from 'react';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import type { Failure } from '../store/page-state.ts';
import { usePage } from '../store/page-store.tsx';
import { openFiles } from '../store/recording-effects.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

export function FailurePanel({ failure }: { readonly failure: Failure }) {
  const page = usePage();
  const { error, file, files, siblings = [] } = failure;
  const { place } = error;
  const where = [
    file === undefined ? '' : harmlessName(file),
    place?.line === undefined ? '' : `line ${formatCount(place.line)}`,
    place?.byte === undefined ? '' : `byte ${formatCount(place.byte)}`,
  ].filter((text) => text !== '');
  return (
    <section className="failure" role="alert" aria-label="Problem">
      <Icon name="warning" size={18} />
      <div className="failure-text">
        <h2>{harmlessName(failure.title)}</h2>
        <p>{withCode(sentence(harmlessName(error.message, 1000)))}</p>
        {place !== undefined && <p className="muted">{where.join(', ')}</p>}
        {error.hint !== undefined && <p>{withCode(sentence(harmlessName(error.hint, 1000)))}</p>}
      </div>
      <div className="failure-buttons">
        {siblings.length > 0 && (
          <Button
            name={`Open the ${formatCount(siblings.length)} ${siblings.length === 1 ? 'part' : 'parts'} beside it`}
            kind="primary"
            description={siblings.map(({ name }) => harmlessName(name)).join('\n')}
            onPress={() => void openFiles(page, siblings)}
          />
        )}
        {files.length > 0 && <Button name="Try again" kind="plain" onPress={() => void openFiles(page, files)} />}
        <Button name="Dismiss" kind="plain" onPress={() => page.store.setState({ failure: undefined })} />
      </div>
    </section>
  );
}

/** What stands between backticks is to be typed. */
function withCode(text: string): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
  return text.split('`').map((piece, place) => (place % 2 === 1 ? <code key={place}>{piece}</code> : piece));
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?:…]$/.test(first) ? first : `${first}.`;
}
