// One view in its pane: the pane of its kind, or why this recording cannot fill it. A new kind of view model is one more case.
import type { ReactNode } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import { Unavailable } from '../presenters/unavailable.tsx';
import { CodePane } from './code-pane.tsx';
import { FlowPane } from './flow-pane.tsx';
import { GraphPane } from './graph-pane.tsx';
import { TablePane } from './table-pane.tsx';
import { TreemapPane } from './treemap-pane.tsx';
import { useViewById } from './view-frame.tsx';

export function ViewPane({ viewId }: { readonly viewId: string }) {
  const view = useViewById(viewId);
  if (view === undefined) return null;
  if (view.unavailable !== undefined) return <Unavailable title={view.title} reason={view.unavailable} />;
  return <PaneOfKind view={view} />;
}

function PaneOfKind({ view }: { readonly view: ViewAvailability }): ReactNode {
  switch (view.kind) {
    case 'table':
      return <TablePane view={view} />;
    case 'treemap':
      return (
        <div className="picture-pane">
          <TreemapPane view={view} />
        </div>
      );
    case 'graph':
      return (
        <div className="picture-pane">
          <GraphPane view={view} />
        </div>
      );
    case 'flow':
      return (
        <div className="picture-pane">
          <FlowPane view={view} />
        </div>
      );
    case 'code':
      return <CodePane view={view} />;
  }
}
