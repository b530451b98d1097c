// `callipers top`: the function list.

import { failure } from '../../../shared/base/result.ts';
import { isListed, viewToJson } from '../../../shared/exports/json.ts';
import { groupings } from '../../../shared/viewmodel/grouping.ts';
import type { SortKey, TableModel, TableRow } from '../../../shared/viewmodel/table.ts';
import { type ParsedArguments, parseChoice, parseNumber } from '../arguments.ts';
import { chooseViewState } from '../chosen-view-state.ts';
import type { Command, CommandResult } from '../command.ts';
import { loadRecording } from '../load-recording.ts';
import { sayWhyEmpty } from '../say-why-empty.ts';
import { selectRows } from '../seen-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewTable } from '../view-table.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

export const topCommand: Command = {
  synopsis: 'top FILE',
  description: 'Functions with their inclusive and self cost, their calls and where they stand.',
  options: {
    sort: { value: 'BY', description: 'inclusive (default), self, calls or name' },
    limit: { value: 'N', description: 'print N functions (default 20; 0 = all)' },
    'group-by': {
      value: 'GROUP',
      description: 'a tree of modules, files, folders, namespaces or cycles; --limit then counts in each group',
    },
    search: { value: 'TEXT', description: 'only functions that the search of the window would find' },
  },
  takesCommonOptions: true,
  operands: { names: ['FILE'], min: 1, max: 1 },
  run: runTop,
};

const sortKeys: Readonly<Record<'inclusive' | 'self' | 'calls' | 'name', SortKey>> = {
  inclusive: { column: 'inclusive', direction: 'descending' },
  self: { column: 'self', direction: 'descending' },
  calls: { column: 'calls', direction: 'descending' },
  name: { column: 'function', direction: 'ascending' },
};

async function runTop(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const sort = parseChoice(topCommand, parsed, 'sort', ['inclusive', 'self', 'calls', 'name']);
  if (!sort.ok) return sort;
  const limit = parseNumber(topCommand, parsed, 'limit', {
    fallback: 20,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    whole: true,
  });
  if (!limit.ok) return limit;
  const grouping = parseChoice(topCommand, parsed, 'group-by', groupings);
  if (!grouping.ok) return grouping;
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file } = loaded.value;
  const chosen = chooseViewState(recording, parsed);
  if (!chosen.ok) return chosen;
  const state = { ...chosen.value, search: parsed.value('search') ?? '', grouping: grouping.value };
  const json = parsed.has('json');
  // Cycles are rows for people; in JSON their members say to which cycle they belong.
  const isGrouped = grouping.value !== 'none';
  const counts = json && !isGrouped ? isListed : () => true;
  const selected = selectRows({ recording, state }, 'functions', [sortKeys[sort.value]], {
    limit: isGrouped ? 0 : limit.value,
    counts,
  });
  if (!selected.ok) return selected;
  const models = isGrouped ? limitInGroups(selected.value, limit.value) : selected.value;
  const { searchError } = models[0];
  if (searchError !== undefined) return failure({ status: 2, message: `--search: ${searchError}` });
  const pieces = json
    ? jsonPieces(viewToJson({ recording, file, viewId: 'functions', models }))
    : [
        viewTable(
          models,
          ['inclusive', 'self', 'inclusive-2', 'self-2', 'calls', 'function', 'location'],
          state.percentDigits,
          terminal,
        ),
      ];
  const written = await writeResult(pieces, parsed, terminal);
  if (written.ok) await sayWhyEmpty({ recording, file, state, tables: models }, parsed, terminal);
  return written;
}

/** The first `limit` groups and functions inside each group (0: all), in order; what is inside a group that is left out goes with it. */
function limitInGroups(tables: readonly TableModel[], limit: number): TableModel[] {
  const counts: number[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  const isKept = ({ tree }: TableRow): boolean => {
    const depth = tree?.depth ?? 0;
    if (depth > hiddenBelow) return false;
    hiddenBelow = Number.POSITIVE_INFINITY;
    counts.length = depth + 1;
    counts[depth] = (counts[depth] ?? 0) + 1;
    if (limit === 0 || counts[depth] <= limit) return true;
    hiddenBelow = depth;
    return false;
  };
  return tables.map((table) => ({ ...table, rows: table.rows.filter(isKept) }));
}
