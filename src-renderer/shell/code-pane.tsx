// A view of code in its pane: the rows, the bar below them, headings of files, what is said where a file is missing, copies, the editor.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';
import type { CodeModel, CodeText, LineRow } from '../../shared/viewmodel/code.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { Code, type RowRange } from '../presenters/code.tsx';
import { CodeBar } from '../presenters/code-bar.tsx';
import { nextRow } from '../presenters/code-keys.ts';
import type { Point } from '../presenters/item-events.ts';
import { announce, attempt } from '../store/announce.ts';
import { copyCode } from '../store/code-copy.ts';
import type { ViewHeadline } from '../store/page-state.ts';
import { useDispatch, usePage, usePageState } from '../store/page-store.tsx';
import { addSourceRule, openInEditor } from '../store/source-effects.ts';
import { defaultColumns } from '../store/window-layout.ts';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { useItemMenu } from './item-menu.tsx';
import { MachineTools } from './machine-tools.tsx';
import { PaneState, useHeadline, useLinkedItems } from './pane-state.tsx';
import { SourceHeading, type SourceQuestion } from './source-heading.tsx';
import { SourceMissing } from './source-missing.tsx';
import { SourceRuleDialog } from './source-rule-dialog.tsx';
import { useCodeView } from './use-code-view.ts';
import '../styles/code.css';

const WITHOUT_BINARY = 'Without this binary there are costs by address, but no instructions: say where it is.';

interface LineMenu {
  readonly row: LineRow;
  readonly at: Point;
}

interface Asked {
  readonly question: SourceQuestion;
  readonly recorded: string;
}

export function CodePane({ view }: { readonly view: ViewAvailability }) {
  const page = usePage();
  const code = useCodeView(view);
  const { answer, model, find, setFind, askAgain, request } = code;
  const choice = usePageState((state) => state.layout.columns[view.id] ?? defaultColumns);
  const digits = usePageState((state) => state.window.view.percentDigits);
  const linked = useLinkedItems();
  const dispatch = useDispatch();
  const openMenu = useItemMenu();
  const pane = useRef<HTMLDivElement>(null);
  const findField = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState(0);
  const [marked, setMarked] = useState<RowRange>();
  const [goTo, setGoTo] = useState<{ readonly row: number }>();
  const [lineMenu, setLineMenu] = useState<LineMenu>();
  const [asked, setAsked] = useState<Asked>();
  useHeadline(
    view.id,
    useMemo(() => (model === undefined ? undefined : headlineOf(model)), [model]),
  );
  const onHover = useCallback((hovered: ItemRef | undefined) => page.store.setState({ hovered }), [page]);
  const focusRows = () => pane.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const focusFind = () => {
    findField.current?.focus();
    findField.current?.select();
  };
  const step = (of: 'hot' | 'match', by: 1 | -1) => {
    const row = nextRow((of === 'hot' ? model?.hot : model?.find?.rows) ?? [], cursor, by);
    if (row !== undefined) setGoTo({ row });
  };
  // The first hit of a new search comes into sight.
  const found = model?.find;
  const lastFound = useRef('');
  useEffect(() => {
    if (found === undefined || found.text === lastFound.current) return;
    lastFound.current = found.text;
    const row = nextRow(found.rows, cursor - 1, 1);
    if (row !== undefined) setGoTo({ row });
  }, [found, cursor]);
  useEffect(() => {
    if (find === '') lastFound.current = '';
  }, [find]);

  const copy = (range: RowRange, withCosts: boolean) => {
    attempt(page, copyCode(page, { viewId: view.id, request, ...range, options: { digits, withCosts } }));
  };
  const edit = (section: number, line: number) => {
    const at = model?.sections[section];
    const text = at?.kind === 'code' ? undefined : at?.text;
    if (text?.state === 'found') attempt(page, openInEditor(page, text.handle, line));
    else announce(page, 'There is no file to open');
  };
  const placeOf = (row: LineRow) => row.source ?? { section: row.section, line: row.line ?? 1 };
  const onEdit = (row: LineRow) => edit(placeOf(row).section, placeOf(row).line);
  const askFor = (text: CodeText | undefined, question: SourceQuestion) => {
    if (text !== undefined && text.state !== 'none') setAsked({ question, recorded: text.recorded });
  };
  const copyPath = (text: CodeText | undefined, line?: number) => {
    if (text === undefined || text.state === 'none') return;
    const path = text.state === 'found' ? text.path : text.recorded;
    const place = line === undefined ? path : `${path}:${line}`;
    attempt(
      page,
      navigator.clipboard.writeText(place).then(() => announce(page, 'Copied')),
    );
  };
  const pick = async (recorded: string, path: string) => {
    const wrong = await addSourceRule(page, { kind: 'picked', recorded, path, scope: undefined });
    if (wrong === undefined) askAgain();
    else announce(page, wrong);
  };
  const own = model?.sections[0];
  const lineItems = (row: LineRow): MenuItem[] => {
    const place = placeOf(row);
    const section = model?.sections[place.section];
    const text = section?.kind === 'code' ? undefined : section?.text;
    const range = marked !== undefined && marked.to > marked.from ? marked : { from: cursor, to: cursor };
    const many = range.to > range.from;
    return [
      { id: 'copy', title: many ? 'Copy lines' : 'Copy line', keys: ['Ctrl', 'C'], onChoose: () => copy(range, false) },
      { id: 'copy-costs', title: 'Copy with costs', onChoose: () => copy(range, true) },
      {
        id: 'copy-place',
        title: 'Copy path and line',
        disabled: text === undefined || text.state === 'none',
        onChoose: () => copyPath(text, place.line),
      },
      {
        id: 'edit',
        title: 'Open in editor',
        keys: ['E'],
        startsSection: true,
        disabled: text?.state !== 'found',
        onChoose: () => onEdit(row),
      },
    ];
  };
  return (
    <PaneState view={view} answer={answer}>
      {model !== undefined && (
        <div className="code-pane" ref={pane}>
          {own?.text.state === 'missing' && (
            <SourceMissing
              text={own.text}
              what={own.kind === 'code' ? 'Binary' : 'Source file'}
              without={own.kind === 'code' ? WITHOUT_BINARY : ''}
              onAsk={(question) => askFor(own.text, question)}
              onPick={(path) => attempt(page, pick(own.text.state === 'missing' ? own.text.recorded : '', path))}
            />
          )}
          <Code
            name={view.title}
            model={model}
            choice={choice}
            digits={digits}
            textTitle={view.title}
            about={code.about}
            renderSection={(index) => {
              const section = model.sections[index];
              return section === undefined ? null : (
                <SourceHeading
                  section={section}
                  onAsk={(question) => askFor(section.text, question)}
                  onEdit={() => edit(index, firstLineOf(model, index))}
                  onCopyPath={() => copyPath(section.text)}
                />
              );
            }}
            {...linked}
            dispatch={dispatch}
            onHover={onHover}
            onMenu={(label, at) => openMenu({ label, at, viewId: view.id })}
            onRange={code.onRange}
            onSort={code.onSort}
            onOpenFold={code.onOpenFold}
            onFind={focusFind}
            onLeave={() => setFind('')}
            onEdit={onEdit}
            onLineMenu={(row, at) => setLineMenu({ row, at })}
            onCopy={(range) => copy(range, false)}
            goTo={goTo}
            onCursor={setCursor}
            onMark={setMarked}
          />
          <CodeBar
            name={view.title}
            model={model}
            find={find}
            findField={findField}
            cursor={cursor}
            unfolded={code.unfolded}
            remark={model.pending ?? (own?.text.state === 'found' ? own.text.language : '')}
            onFind={setFind}
            onStep={step}
            onUnfold={code.setUnfolded}
            onLeaveFind={focusRows}
          >
            {view.id === 'machine-code' && <MachineTools view={view} model={model} />}
          </CodeBar>
        </div>
      )}
      {lineMenu !== undefined && (
        <Menu name="Line" items={lineItems(lineMenu.row)} at={lineMenu.at} onClose={() => setLineMenu(undefined)} />
      )}
      {asked !== undefined && (
        <SourceRuleDialog
          {...asked}
          onClose={() => setAsked(undefined)}
          onKept={() => {
            setAsked(undefined);
            askAgain();
          }}
        />
      )}
    </PaneState>
  );
}

function headlineOf({ notes, measure, sort, columns }: CodeModel): ViewHeadline {
  return { notes, measure, sort, columns };
}

/** Where an editor is best opened: at the dearest line that is known of the file. */
function firstLineOf(model: CodeModel, section: number): number {
  for (const row of model.hot) {
    const at = model.rows[row - model.start];
    if (at?.type === 'line' && at.section === section && at.line !== null) return at.line;
  }
  const first = model.rows.find((row) => row.type === 'line' && row.section === section);
  return first?.type === 'line' ? (first.line ?? 1) : 1;
}
