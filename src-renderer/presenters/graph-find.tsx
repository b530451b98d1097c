// Finding a node by its name inside the shown graph: marks all that match; Return goes from one to the next, Shift+Return back.
import { type KeyboardEvent, useState } from 'react';
import { formatCount } from '../../shared/viewmodel/format-count.ts';
import { Icon } from '../widgets/icon.tsx';

export interface GraphFindProps {
  readonly name: string;
  readonly text: string;
  /** Ids of nodes that match. */
  readonly found: readonly string[];
  readonly onText: (text: string) => void;
  readonly onGoTo: (id: string) => void;
}

export function GraphFind({ name, text, found, onText, onGoTo }: GraphFindProps) {
  const [place, setPlace] = useState(-1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text !== '') onText('');
    else if (event.key === 'Enter' && found.length > 0) {
      const next = (place + (event.shiftKey ? -1 : 1) + found.length) % found.length;
      setPlace(next);
      const id = found[next];
      if (id !== undefined) onGoTo(id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const count = place < 0 || place >= found.length ? formatCount(found.length) : `${place + 1} of ${found.length}`;
  return (
    <span className={`search graph-find${text === '' ? '' : ' filled'}`}>
      <Icon name="search" size={13} />
      <input
        type="search"
        aria-label={name}
        placeholder="Find in graph"
        title="Part of a name, or a /regular expression/; Return goes to the next"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setPlace(-1);
          onText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <output className="muted" aria-label={`Found by ${name}`}>
        {text === '' ? '' : count}
      </output>
    </span>
  );
}
