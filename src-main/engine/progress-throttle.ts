// At most one progress event every 50 ms: a reader reports every chunk, a person sees twenty pictures a second.
// A new stage or a new file is always told.
import type { OpenProgress } from '../../shared/contracts/engine-contract.ts';

const millisecondsBetween = 50;

export function throttleProgress(
  emit: (progress: OpenProgress) => void,
  now: () => number = () => performance.now(),
): (progress: OpenProgress) => void {
  let lastTime = Number.NEGATIVE_INFINITY;
  let lastStage = '';
  return (progress) => {
    const time = now();
    const stage = `${progress.stage} ${progress.file}`;
    if (stage === lastStage && time - lastTime < millisecondsBetween) return;
    lastTime = time;
    lastStage = stage;
    emit(progress);
  };
}
