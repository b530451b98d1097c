// The strip below code: from one dear line to the next, folds, and the search inside the text.
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useState } from 'react';
import type { CodeModel } from '../../shared/viewmodel/code.ts';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';

export interface CodeBarProps {
  readonly name: string;
  readonly model: CodeModel;
  readonly find: string;
  readonly findField: RefObject<HTMLInputElement | null>;
  /** Row under the cursor. */
  readonly cursor: number;
  readonly unfolded: boolean;
  /** Language, or how far the work is: at the right end. */
  readonly remark: string;
  readonly onFind: (text: string) => void;
  readonly onStep: (of: 'hot' | 'match', step: 1 | -1) => void;
  readonly onUnfold: (unfolded: boolean) => void;
  /** Buttons of the view's own. */
  readonly children?: ReactNode;
  /** Escape in the empty field. */
  readonly onLeaveFind: () => void;
}

const PAUSE_MILLISECONDS = 120;

export function CodeBar(props: CodeBarProps) {
  const { name, model, cursor, unfolded, onStep } = props;
  const place = model.hot.indexOf(cursor);
  const word = model.instructions === true ? 'instruction' : 'line';
  const foldable = unfolded || model.folds > 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
    <div className="code-bar" role="group" aria-label={`Tools of ${name}`}>
      <Button
        name="Previous dear line"
        icon="up"
        label={null}
        keys={['Ctrl', '↑']}
        disabled={model.hot.length === 0}
        onPress={() => onStep('hot', -1)}
      />
      <Button
        name="Next dear line"
        icon="down"
        label={null}
        keys={['Ctrl', '↓']}
        disabled={model.hot.length === 0}
        onPress={() => onStep('hot', 1)}
      />
      <span className="code-bar-text muted">
        {model.hot.length === 0 ? `No costs of ${word}s` : hotText(place, model.hot.length, word)}
      </span>
      <Button
        name={model.instructions === true ? 'All instructions' : 'Whole file'}
        description={unfolded ? 'Fold what costs nothing' : `Show all ${word}s, also those without cost`}
        pressed={unfolded}
        disabled={!foldable}
        onPress={() => props.onUnfold(!unfolded)}
      />
      {props.children}
      <FindField {...props} />
      <span className="code-bar-remark muted">{props.remark}</span>
    </div>
  );
}

/** `2nd dearest of 14`: where the cursor is among them. */
function hotText(place: number, count: number, word: string): string {
  if (place < 0) return `${formatCount(count)} ${count === 1 ? word : `${word}s`} with cost`;
  return place === 0 ? `Dearest of ${formatCount(count)}` : `No. ${formatCount(place + 1)} of ${formatCount(count)}`;
}

function FindField({ name, model, find, findField, cursor, onFind, onStep, onLeaveFind }: CodeBarProps) {
  const [text, setText] = useState(find);
  useEffect(() => setText(find), [find]);
  useEffect(() => {
    if (text === find) return;
    const timer = setTimeout(() => onFind(text), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text, find, onFind]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      if (text === find) onStep('match', event.shiftKey ? -1 : 1);
      else onFind(text);
    } else if (event.key === 'F3') onStep('match', event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      setText('');
      onFind('');
      onLeaveFind();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') onLeaveFind();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const found = find !== '' && model.find?.text === find ? model.find : undefined;
  return (
    <>
      <span className={`search code-find${found?.count === 0 ? ' wrong' : ''}`}>
        <Icon name="search" size={14} />
        <input
          ref={findField}
          type="search"
          aria-label={`Find in ${name}`}
          placeholder="Find in the code"
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </span>
      <output className="code-bar-text muted" aria-label={`Found in ${name}`}>
        {found === undefined ? '' : foundText(found.rows, found.count, cursor)}
      </output>
    </>
  );
}

function foundText(rows: readonly number[], count: number, cursor: number): string {
  if (count === 0) return 'Not found';
  const place = rows.indexOf(cursor);
  const lines = `${formatCount(count)} ${count === 1 ? 'line' : 'lines'}`;
  return place < 0 ? lines : `${formatCount(place + 1)} of ${lines}`;
}
