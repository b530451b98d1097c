// The engine's process ended. The window lives on, says so and offers to open the file again.
import { usePage, usePageState } from '../store/page-store.tsx';
import { reviveEngine } from '../store/recording-effects.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

export function EngineDiedPanel({ reason }: { readonly reason: string }) {
  const page = usePage();
  const file = usePageState((state) => (state.recording?.files ?? state.opening?.files)?.[0]?.name);
  return (
    <section className="failure engine-died" role="alert" aria-label="Engine ended">
      <Icon name="warning" size={18} />
      <div className="failure-text">
        <h2>The engine ended unexpectedly</h2>
        <p>{harmlessName(reason, 500)}</p>
        {file !== undefined && (
          <p className="muted">{harmlessName(file)} was open. What you see may no longer answer.</p>
        )}
      </div>
      <div className="failure-buttons">
        <Button
          name={file === undefined ? 'Start it again' : 'Open the file again'}
          kind="primary"
          onPress={() => void reviveEngine(page)}
        />
      </div>
    </section>
  );
}
