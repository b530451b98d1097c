// The search of the function list. What is typed is searched for after a moment; Return makes the first hit active; Escape empties it.
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { formatShortcut } from '../../shared/commands/support/shortcut.ts';
import { useDispatch, usePageState } from '../store/page-store.tsx';
import { Icon } from '../widgets/icon.tsx';
import { Keys } from '../widgets/keys.tsx';
import { usePlatform } from './use-commands.tsx';

const PAUSE_MILLISECONDS = 120;

export function SearchField({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const search = usePageState((state) => state.window.view.search);
  const disabled = usePageState((state) => state.recording === undefined);
  const error = usePageState((state) => state.headlines['functions']?.searchError);
  const firstRow = usePageState((state) => state.headlines['functions']?.firstRow);
  const dispatch = useDispatch();
  const platform = usePlatform();
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => dispatch({ type: 'search', text }), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text, search, dispatch]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (text === '') focusFunctions();
      setText('');
      dispatch({ type: 'search', text: '' });
    } else if (event.key === 'Enter' && firstRow !== undefined) {
      dispatch({ type: 'activate', item: firstRow });
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
        title={error ?? 'Part of a name, /regular expression/, file:, module:, self>1%'}
        aria-invalid={error !== undefined}
        disabled={disabled}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {text === '' && <Keys keys={formatShortcut('Mod+F', platform)} />}
    </span>
  );
}

function focusFunctions(): void {
  document.querySelector<HTMLElement>('[role="grid"][aria-label="Functions"]')?.focus();
}
