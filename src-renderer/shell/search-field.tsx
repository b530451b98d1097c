// The search of the function list. What is typed is searched for after a moment; Return makes the first hit active; Escape empties it.
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { formatShortcut } from '../../shared/commands/support/shortcut.ts';
import { formatItemCount } from '../../shared/viewmodel/format-count.ts';
import { useDispatch, usePageState } from '../store/page-store.tsx';
import { Icon } from '../widgets/icon.tsx';
import { Keys } from '../widgets/keys.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { useKeyTable, usePlatform } from './use-commands.tsx';

const PAUSE_MILLISECONDS = 120;

export function SearchField({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const search = usePageState((state) => state.window.view.search);
  const disabled = usePageState((state) => state.recording === undefined);
  const error = usePageState((state) => state.headlines['functions']?.searchError);
  const found = usePageState((state) => state.headlines['functions']);
  const dispatch = useDispatch();
  const platform = usePlatform();
  const [key] = useKeyTable().get('search') ?? [];
  const [text, setText] = useState(search);
  const isAnswered = found === undefined || found.search === text;
  const [returnPressed, setReturnPressed] = useState(false);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => dispatch({ type: 'search', text }), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text, search, dispatch]);
  // The rows come a moment after the letters: Return means the first hit of what is typed, not of what was typed before.
  useEffect(() => {
    if (!returnPressed || found?.search !== text) return;
    setReturnPressed(false);
    if (found.firstRow !== undefined) dispatch({ type: 'activate', item: found.firstRow });
  }, [returnPressed, found, text, dispatch]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (text === '') focusFunctions();
      setText('');
      dispatch({ type: 'search', text: '' });
    } else if (event.key === 'Enter') {
      setReturnPressed(true);
      dispatch({ type: 'search', text });
    } else if (event.key === 'ArrowDown') focusFunctions();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className={`search${error === undefined ? '' : ' wrong'}`}>
      <Icon name="search" />
      <input
        ref={inputRef}
        type="search"
        aria-label="Search functions"
        placeholder="Search functions"
        title={
          error ??
          'Part of a name, * for any text, /regular expression/, file:, module:, self>1%; "in quotes" as it stands'
        }
        aria-invalid={error !== undefined}
        aria-busy={!isAnswered}
        disabled={disabled}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setReturnPressed(false);
        }}
        onKeyDown={onKeyDown}
      />
      {error !== undefined && (
        <span className="search-error" role="alert">
          {harmlessName(error)}
        </span>
      )}
      <span className="live-text" role="status" aria-label="Search">
        {text !== '' && isAnswered && found?.counted !== undefined && `${formatItemCount(found.counted.listed)} found`}
      </span>
      {text === '' && key !== undefined && <Keys keys={formatShortcut(key, platform)} />}
    </span>
  );
}

function focusFunctions(): void {
  document.querySelector<HTMLElement>('.table[aria-label="Functions"]')?.focus();
}
