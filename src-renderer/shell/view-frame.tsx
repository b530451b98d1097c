// The frame around every view: its tab (dimmed, with the reason, where the recording cannot fill it), and at the right end of the tabs
// what the numbers are shares of, notes, columns and export of the view in front.
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import { formatCount, formatItemCount } from '../../shared/viewmodel/format-count.ts';
import type { ViewNote } from '../../shared/viewmodel/measure.ts';
import type { CountedItems, ItemCount } from '../../shared/viewmodel/table.ts';
import { viewFormatById } from '../../shared/viewmodel/view-formats.ts';
import type { ViewHeadline } from '../store/page-state.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { setColumnVisible } from '../store/settings-effects.ts';
import { defaultColumns } from '../store/window-layout.ts';
import { Icon } from '../widgets/icon.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';
import { GroupMenu, MergeTool } from './list-tools.tsx';
import { useExport } from './use-export.ts';

export function useViewById(viewId: string): ViewAvailability | undefined {
  return usePageState((state) => state.recording?.views.find((view) => view.id === viewId));
}

export function ViewTab({ viewId, title }: { readonly viewId: string; readonly title: string }) {
  const view = useViewById(viewId);
  const headline = usePageState((state) => state.headlines[viewId]);
  const dimmed = view?.unavailable !== undefined;
  return (
    <span
      data-view={viewId}
      className={`view-tab${dimmed ? ' dimmed' : ''}`}
      title={view?.unavailable ?? view?.description ?? ''}
    >
      {title}
      {headline?.counted !== undefined && <RowCount counted={headline.counted} />}
    </span>
  );
}

function RowCount({ counted: { listed, all } }: { readonly counted: CountedItems }) {
  const isWhole = listed.functions === all.functions && listed.cycles === all.cycles;
  const inWords = isWhole ? formatItemCount(all) : `${formatItemCount(listed)} of ${formatItemCount(all)}`;
  const inFigures = isWhole ? figuresOf(all) : `${figuresOf(listed)} of ${formatCount(all.functions)}`;
  return (
    <span className="view-tab-count" aria-hidden="true" title={inWords}>
      {inFigures}
    </span>
  );
}

/** `789 + 1`: what the status bar says, in less room. */
function figuresOf({ functions, cycles }: ItemCount): string {
  const count = formatCount(functions);
  return cycles === 0 ? count : `${count} + ${formatCount(cycles)}`;
}

export function ViewActions({ viewId }: { readonly viewId: string }) {
  const view = useViewById(viewId);
  const headline = usePageState((state) => state.headlines[viewId]);
  if (view === undefined || view.unavailable !== undefined) return null;
  return (
    <div className="view-actions">
      {headline !== undefined && <Notes notes={headline.notes} />}
      {headline?.measure?.relative === true && headline.measure.ratio !== true && viewId !== 'functions' && (
        <span className="view-base muted">% of {harmlessName(headline.measure.baseName, 40)}</span>
      )}
      {viewId === 'functions' && <MergeTool />}
      {viewId === 'functions' && <GroupMenu />}
      {headline?.columns !== undefined && <ColumnChooser view={view} headline={headline} />}
      <ExportMenu view={view} />
    </div>
  );
}

function Notes({ notes }: { readonly notes: readonly ViewNote[] }) {
  // What the limits hide is said beside the limits, below the picture.
  const shown = notes.filter((note) => note.kind !== 'limited');
  const [first] = shown;
  if (first === undefined) return null;
  return (
    <Tooltip
      placement="top-end"
      text={notes.map((note) => (
        <span key={note.text} className="tooltip-line">
          {harmlessName(note.text)}
        </span>
      ))}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the whole text is in its tooltip, which the keyboard has to reach */}
      <span className="view-note" role="note" tabIndex={0}>
        {/* What is exact, or only said, is nothing to be warned of. */}
        <Icon name={shown.every(({ kind }) => kind === 'info') ? 'info' : 'warning'} size={13} />
        {first.short === undefined ? (
          <span className="view-note-text">{harmlessName(first.text)}</span>
        ) : (
          <>
            <span className="view-note-text" aria-hidden="true">
              {first.short}
            </span>
            <span className="live-text">{harmlessName(first.text)}</span>
          </>
        )}
        {shown.length > 1 && ` +${shown.length - 1}`}
      </span>
    </Tooltip>
  );
}

interface ColumnChooserProps {
  readonly view: ViewAvailability;
  readonly headline: ViewHeadline;
}

function ColumnChooser({ view, headline }: ColumnChooserProps) {
  const page = usePage();
  const { visible } = usePageState((state) => state.layout.columns[view.id] ?? defaultColumns);
  const fitting = headline.fitting?.split(' ');
  const items = (headline.columns ?? []).map((column): MenuItem => {
    const wanted = visible[column.id] ?? column.visibleByDefault;
    const shown = wanted && (fitting === undefined || fitting.includes(column.id));
    const onChoose = () => setColumnVisible(page, view.id, { columnId: column.id, visible: !shown });
    const detail = wanted && !shown ? { detail: 'no room' } : {};
    return { id: column.id, title: column.title, checked: shown, onChoose, ...detail };
  });
  return (
    <Menu name={`Columns of ${view.title}`} items={items} placement="bottom-end">
      <button
        type="button"
        className="button quiet icon-only small"
        aria-label={`Columns of ${view.title}`}
        title="Columns"
      >
        <Icon name="columns" size={14} />
      </button>
    </Menu>
  );
}

function ExportMenu({ view }: { readonly view: ViewAvailability }) {
  const { formats, exportView } = useExport(view.id);
  const items = formats.map(
    (format): MenuItem => ({
      id: format,
      title: viewFormatById(format)?.title ?? format,
      onChoose: () => exportView(format),
    }),
  );
  return (
    <Menu name={`Export ${view.title}`} items={items} placement="bottom-end">
      <button
        type="button"
        className="button quiet icon-only small"
        aria-label={`Export ${view.title}`}
        title="Export what is seen"
      >
        <Icon name="download" size={14} />
      </button>
    </Menu>
  );
}
