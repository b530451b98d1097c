// What a pane of code asks the engine for, and what it remembers between answers: the rows around those on screen, the order of lines,
// what is unfolded, what is searched for. An answer that is still being worked on is asked for again.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { CodeModel } from '../../shared/viewmodel/code.ts';
import { itemKey } from '../../shared/viewmodel/item.ts';
import type { SortKey } from '../../shared/viewmodel/table.ts';
import type { ViewModel } from '../../shared/viewmodel/view-model.ts';
import { usePageState } from '../store/page-store.tsx';
import type { Answer } from '../store/use-query.ts';
import { type RowRequest, useView } from '../store/use-view.ts';
import { blocksAround, firstBlocks } from './row-blocks.ts';

const AGAIN_MILLISECONDS = 300;
/** Opens every fold. */
const ALL = '*';

export interface CodeView {
  readonly answer: Answer<ViewModel>;
  readonly model: CodeModel | undefined;
  /** Without the rows: whoever wants others puts them in. */
  readonly request: Omit<RowRequest, 'start' | 'count'>;
  /** Changes when the model is about something new, which is then to be brought into sight. */
  readonly about: string;
  readonly find: string;
  readonly unfolded: boolean;
  readonly onRange: (start: number, count: number) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  readonly onOpenFold: (id: string) => void;
  readonly setUnfolded: (unfolded: boolean) => void;
  readonly setFind: (text: string) => void;
  /** What the view is made from besides the recording has changed. */
  readonly askAgain: () => void;
}

export function useCodeView(view: ViewAvailability): CodeView {
  const [block, setBlock] = useState(firstBlocks);
  const [sort, setSort] = useState<readonly SortKey[]>([]);
  const [open, setOpen] = useState<readonly string[]>([]);
  const [find, setFind] = useState('');
  const [again, setAgain] = useState(0);
  const recordingId = usePageState((state) => state.recording?.recordingId ?? '');
  const active = usePageState((state) => state.window.view.active);
  // Folds are of files: those of another recording mean nothing here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another recording begins anew
  useEffect(() => setOpen([]), [recordingId]);
  const request = useMemo(
    () => ({ sort, open, ...(find === '' ? {} : { find }), ...(again === 0 ? {} : { again }) }),
    [sort, open, find, again],
  );
  const answer = useView(view, { ...block, ...request });
  const model = answer.value?.kind === 'code' ? answer.value : undefined;
  const askAgain = useCallback(() => setAgain((times) => times + 1), []);
  const pending = answer.current && model?.pending !== undefined;
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(askAgain, AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  // While the answer is an older one, it is about what it was about before.
  const about = useRef('');
  if (answer.current && model !== undefined) {
    const texts = model.sections.map(({ text }) => text.state).join(' ');
    about.current = `${recordingId} ${active === undefined ? '' : itemKey(active)} ${texts} ${JSON.stringify(model.sort)}`;
  }
  return {
    answer,
    model,
    request,
    about: about.current,
    find,
    unfolded: open.includes(ALL),
    onRange: useCallback((start, count) => setBlock((old) => blocksAround(old, start, count)), []),
    onSort: setSort,
    onOpenFold: useCallback((id) => setOpen((old) => [...old, id].slice(-500)), []),
    setUnfolded: useCallback((unfolded) => setOpen(unfolded ? [ALL] : []), []),
    setFind,
    askAgain,
  };
}
