// What happens to the files of the open recording outside the window: further parts of its run, and files that were written anew.
// Offered, never done unasked, unless the person asked for it once and for all (Reload on change).
import '../styles/recording-bar.css';
import type { ReactNode } from 'react';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { attempt } from '../store/announce.ts';
import { addFiles, declineSiblings, ignoreChange, readAgain, setOnChange } from '../store/disk-effects.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { Button } from '../widgets/button.tsx';
import { Icon, type IconName } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

const MOST_NAMES = 4;

export function RecordingBar() {
  const siblings = usePageState((state) => state.recording?.siblings);
  const declined = usePageState((state) => state.siblingsDeclined);
  const onDisk = usePageState((state) => state.onDisk);
  return (
    <>
      {onDisk !== undefined && <Changed problem={onDisk.problem} />}
      {!declined && siblings !== undefined && siblings.length > 0 && (
        <Siblings names={siblings.map(({ name }) => name)} />
      )}
    </>
  );
}

interface BarProps {
  readonly name: string;
  readonly icon: IconName;
  readonly text: ReactNode;
  readonly children: ReactNode;
}

function Bar({ name, icon, text, children }: BarProps) {
  return (
    <section className="recording-bar" aria-label={name}>
      <Icon name={icon} size={14} />
      <p role="status" aria-label={name}>
        {text}
      </p>
      {children}
    </section>
  );
}

function Siblings({ names }: { readonly names: readonly string[] }) {
  const page = usePage();
  const add = () => attempt(page, addFiles(page, page.store.getState().recording?.siblings ?? []));
  const count = formatCount(names.length);
  const isOne = names.length === 1;
  const shown = names.slice(0, MOST_NAMES).map((name) => harmlessName(name, 60));
  const rest = names.length - shown.length;
  return (
    <Bar
      name="Further parts"
      icon="plus"
      text={
        <>
          {isOne ? '1 further part of this run lies' : `${count} further parts of this run lie`} beside it:{' '}
          <span className="muted" title={names.map((name) => harmlessName(name)).join('\n')}>
            {shown.join(', ')}
            {rest > 0 && ` and ${formatCount(rest)} more`}
          </span>
        </>
      }
    >
      <Button name={`Add ${count} further ${isOne ? 'part' : 'parts'}`} kind="plain" onPress={add} />
      <Button name="Not now" onPress={() => declineSiblings(page)} />
    </Bar>
  );
}

const CHANGED = 'The files of this recording were changed on disk.';

function Changed({ problem }: { readonly problem: string | undefined }) {
  const page = usePage();
  const isOffered = usePageState((state) => state.settings.onChange !== 'reload');
  const text =
    problem === undefined
      ? CHANGED
      : `${CHANGED} They could not be read again: ${harmlessName(problem, 300)}. What is shown is the earlier reading.`;
  return (
    <Bar name="Changed on disk" icon="history" text={text}>
      <Button name="Reload" kind="plain" onPress={() => attempt(page, readAgain(page))} />
      {isOffered && <Button name="Always reload" onPress={() => attempt(page, setOnChange(page, 'reload'))} />}
      <Button name="Not now" onPress={() => ignoreChange(page)} />
    </Bar>
  );
}
