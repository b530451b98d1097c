// Below the list of cycles: which calls are too cheap to make a cycle (S9).
import { cycleCuts } from '../../shared/state/cycle-cuts.ts';
import type { TableModel } from '../../shared/viewmodel/table.ts';
import { PictureBar } from '../presenters/picture-bar.tsx';
import { useDispatch, usePageState } from '../store/page-store.tsx';

export function CycleCutBar({ model }: { readonly model: TableModel | undefined }) {
  const cut = usePageState((state) => state.window.view.cycleCut);
  const dispatch = useDispatch();
  return (
    <PictureBar
      name="Limits of Cycles"
      summary={model?.rowCount === 0 && cut > 0 ? 'No cycle is left at this limit' : ''}
      sliders={[
        {
          name: 'Cycle cut',
          label: 'Ignore calls below',
          description: 'Calls that cost less than this share of their callee make no cycle',
          values: cycleCuts,
          value: cut,
          format: (share) => (share === 0 ? 'none' : `${Number((share * 100).toFixed(2))} % of callee`),
          onChange: (share) => dispatch({ type: 'set-cycle-cut', share }),
        },
      ]}
    />
  );
}
