// A file on its way in: how much was read, how fast, how long it will take, and Cancel. What was open before stays behind it.
import { useEffect, useState } from 'react';
import { formatCost } from '../../shared/viewmodel/format-cost.ts';
import { formatMilliseconds } from '../../shared/viewmodel/format-duration.ts';
import { attempt } from '../store/announce.ts';
import type { Opening } from '../store/page-state.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { cancelOpening } from '../store/recording-effects.ts';
import { Button } from '../widgets/button.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

/** Files that open faster than this show no panel at all. */
const QUIET_MILLISECONDS = 150;
const TICK_MILLISECONDS = 250;

export function OpeningPanel({ opening }: { readonly opening: Opening }) {
  const page = usePage();
  // A first look is there: the panel stands aside.
  const isAside = usePageState((state) => state.recording?.partial !== undefined);
  const elapsed = useElapsed(opening.startedAt);
  if (elapsed < QUIET_MILLISECONDS) return null;
  const { done, total, word } = amountOf(opening);
  const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total);
  const perMillisecond = elapsed > 0 ? done / elapsed : 0;
  const left =
    share === undefined || share === 1 || perMillisecond === 0 ? undefined : ((total ?? 0) - done) / perMillisecond;
  const isPreparing = opening.progress?.stage === 'preparing';
  const name = harmlessName(opening.progress?.file ?? opening.files[0]?.name ?? '');
  return (
    <section className={`opening${isAside ? ' aside' : ''}`} role="dialog" aria-label={`Opening ${name}`}>
      <h2>
        {isPreparing ? 'Preparing' : word} <span className="opening-name">{name}</span>
      </h2>
      <div
        className={`progress${share === undefined || isPreparing ? ' unknown' : ''}`}
        role="progressbar"
        aria-label={`Opening ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      >
        <i style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <p className="opening-numbers muted">
        {isPreparing ? (
          <span>{formatCost(done, 'bytes')} read. Adding up costs and looking for cycles…</span>
        ) : (
          <span>
            {formatCost(done, 'bytes')}
            {total !== undefined && ` of ${formatCost(total, 'bytes')}`}
          </span>
        )}
        {perMillisecond > 0 && !isPreparing && <span>{formatCost(perMillisecond * 1000, 'bytes')}/s</span>}
        {left !== undefined && elapsed > 1000 && <span>{formatMilliseconds(Math.ceil(left / 1000) * 1000)} left</span>}
      </p>
      <Button name="Cancel" kind="plain" onPress={() => attempt(page, cancelOpening(page))} />
    </section>
  );
}

function amountOf({ uploading, progress }: Opening): { done: number; total: number | undefined; word: string } {
  if (uploading !== undefined) return { done: uploading.sent, total: uploading.size, word: 'Sending' };
  return { done: progress?.bytesRead ?? 0, total: progress?.bytesTotal, word: 'Opening' };
}

function useElapsed(startedAt: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    setNow(performance.now());
    const first = setTimeout(() => setNow(performance.now()), QUIET_MILLISECONDS);
    const timer = setInterval(() => setNow(performance.now()), TICK_MILLISECONDS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
  return Math.max(0, now - startedAt);
}
