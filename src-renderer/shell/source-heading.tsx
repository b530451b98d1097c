// The heading of a file in annotated source: which it is, where it was found, what is doubtful, and what can be done about it.
import type { CodeSection, CodeText } from '../../shared/viewmodel/code.ts';
import { Icon } from '../widgets/icon.tsx';
import { Menu, type MenuItem } from '../widgets/menu.tsx';
import { harmlessName } from '../widgets/name-text.tsx';
import { Tooltip } from '../widgets/tooltip.tsx';

/** What a person can say about where a file is. */
export type SourceQuestion = 'picked' | 'mapping' | 'folder';

export interface SourceHeadingProps {
  readonly section: CodeSection;
  readonly onAsk: (question: SourceQuestion) => void;
  readonly onEdit: () => void;
  readonly onCopyPath: () => void;
}

export function SourceHeading({ section, onAsk, onEdit, onCopyPath }: SourceHeadingProps) {
  const { title, text } = section;
  return (
    <>
      <strong className="code-heading-title">{harmlessName(title)}</strong>
      <span className="code-heading-path muted" title={pathTitle(text)}>
        {harmlessName(pathText(text))}
      </span>
      {text.state === 'found' && text.warnings.length > 0 && (
        <Tooltip
          text={text.warnings.map((warning) => (
            <span key={warning} className="tooltip-line">
              {warning}
            </span>
          ))}
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the whole text is in its tooltip, which the keyboard has to reach */}
          <span className="code-heading-warning" role="note" tabIndex={0} aria-label={text.warnings.join(' ')}>
            <Icon name="warning" size={13} />
            {text.warnings.length > 1 || text.warnings[0].startsWith('The recording') ? 'Another file' : 'Newer'}
          </span>
        </Tooltip>
      )}
      {text.state !== 'none' && (
        <Menu name={`File ${title}`} items={menuItems(section, { onAsk, onEdit, onCopyPath })} placement="bottom-end">
          <button
            type="button"
            className="button quiet icon-only small code-heading-menu"
            aria-label={`What to do with ${title}`}
            title="Open in the editor, choose another file"
            onClick={(event) => event.stopPropagation()}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            <Icon name="more" size={14} />
          </button>
        </Menu>
      )}
    </>
  );
}

function pathText(text: CodeText): string {
  switch (text.state) {
    case 'found':
      return text.path;
    case 'missing':
      return `${text.recorded}: ${text.reason}`;
    case 'none':
      return text.reason;
  }
}

function pathTitle(text: CodeText): string {
  if (text.state === 'missing') return [text.reason, 'Looked at:', ...text.tried].join('\n');
  if (text.state === 'none') return text.reason;
  return `${text.path}\nFound ${text.how}. Recorded as ${text.recorded}`;
}

function menuItems(
  { kind, text }: CodeSection,
  { onAsk, onEdit, onCopyPath }: Omit<SourceHeadingProps, 'section'>,
): MenuItem[] {
  const found = text.state === 'found';
  const edit = { id: 'edit', title: 'Open in editor', keys: ['E'], disabled: !found, onChoose: onEdit };
  return [
    ...(kind === 'code' ? [] : [edit]),
    { id: 'copy', title: 'Copy path', onChoose: onCopyPath },
    {
      id: 'picked',
      title: found ? 'Choose another file…' : 'Choose file…',
      startsSection: true,
      onChoose: () => onAsk('picked'),
    },
    { id: 'mapping', title: 'Map prefix…', onChoose: () => onAsk('mapping') },
    { id: 'folder', title: 'Add source folder…', onChoose: () => onAsk('folder') },
  ];
}
