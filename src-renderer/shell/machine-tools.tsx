// What machine code has in the strip below it besides the tools of all code: the way operands are written, quoted source, bytes.
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { CodeModel } from '../../shared/viewmodel/code.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { setColumnVisible } from '../store/settings-effects.ts';
import { defaultColumns } from '../store/window-layout.ts';
import { Button } from '../widgets/button.tsx';

export interface MachineToolsProps {
  readonly view: ViewAvailability;
  readonly model: CodeModel;
}

export function MachineTools({ view, model }: MachineToolsProps) {
  const page = usePage();
  const dispatch = useDispatch();
  const { syntax, withSource } = usePageState((state) => state.window.view.machine);
  const { visible } = usePageState((state) => state.layout.columns[view.id] ?? defaultColumns);
  const bytes = model.columns.find(({ id }) => id === 'bytes');
  const showsBytes = visible['bytes'] ?? bytes?.visibleByDefault ?? false;
  // Python's bytecode has no bytes that mean anything and one way to be written.
  const isBytecode = !model.columns.some(({ kind }) => kind === 'cost');
  return (
    <>
      <Button
        name="Source lines"
        description="Quote the line of source over the instructions that were made from it"
        pressed={withSource}
        onPress={() => dispatch({ type: 'set-machine', change: { withSource: !withSource } })}
      />
      {!isBytecode && (
        <>
          <Button
            name="Hex"
            description="Show the bytes of every instruction"
            pressed={showsBytes}
            onPress={() => setColumnVisible(page, view.id, { columnId: 'bytes', visible: !showsBytes })}
          />
          <Button
            name="Intel syntax"
            description="Write operands as Intel does, the target first; otherwise as AT&T does"
            pressed={syntax === 'intel'}
            onPress={() => dispatch({ type: 'set-machine', change: { syntax: syntax === 'intel' ? 'att' : 'intel' } })}
          />
        </>
      )}
    </>
  );
}
