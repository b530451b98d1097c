// The keys inside the views, which no command stands for: what the shortcut sheet lists beside the command table.
// Trap: nothing is bound here. A key is bound in the presenter of its view, and named here so that it can be found.

export interface KeyLine {
  readonly title: string;
  readonly keys: readonly (readonly string[])[];
}

export const keysInViews: readonly { readonly title: string; readonly lines: readonly KeyLine[] }[] = [
  {
    title: 'In every view',
    lines: [
      { title: 'Make active', keys: [['Return'], ['Space']] },
      { title: 'Context menu', keys: [['Shift', 'F10']] },
      { title: 'Leave the innermost thing', keys: [['Esc']] },
      { title: 'Next or previous tab of a pane', keys: [['←'], ['→']] },
      { title: 'Menu of a tab: move, float, hide its view', keys: [['Shift', 'F10']] },
      {
        title: 'Move a tab of recordings',
        keys: [
          ['Shift', '←'],
          ['Shift', '→'],
        ],
      },
      { title: 'Border between two panels', keys: [['←'], ['→'], ['↑'], ['↓']] },
    ],
  },
  {
    title: 'Tables',
    lines: [
      { title: 'Row by row', keys: [['↑'], ['↓']] },
      { title: 'Page by page', keys: [['PgUp'], ['PgDn']] },
      { title: 'First, last row', keys: [['Home'], ['End']] },
      {
        title: 'Mark rows',
        keys: [
          ['Shift', '↑'],
          ['Shift', '↓'],
          ['Ctrl', 'A'],
        ],
      },
      { title: 'Copy marked rows with headers', keys: [['Ctrl', 'C']] },
      { title: 'Open a group, close it', keys: [['→'], ['←']] },
      {
        title: 'Open all groups, close them',
        keys: [
          ['Shift', '→'],
          ['Shift', '←'],
        ],
      },
      { title: 'Second sort key', keys: [['Shift', 'Click']] },
      {
        title: 'Column width',
        keys: [
          ['Alt', 'Shift', '←'],
          ['Alt', 'Shift', '→'],
        ],
      },
    ],
  },
  {
    title: 'Maps',
    lines: [
      { title: 'Sibling', keys: [['←'], ['→']] },
      { title: 'First child', keys: [['↓']] },
      { title: 'Out', keys: [['↑'], ['Backspace']] },
      { title: 'Select', keys: [['Space']] },
      { title: 'Zoom into, out', keys: [['+'], ['−'], ['Esc']] },
    ],
  },
  {
    title: 'Call graph',
    lines: [
      { title: 'Along the heaviest call: node, call, node', keys: [['↑'], ['↓']] },
      { title: 'To the node or call beside', keys: [['←'], ['→']] },
      { title: 'Active item, end of the heaviest calls', keys: [['Home'], ['End']] },
      { title: 'Show more calls of a node, close it', keys: [['E'], ['C']] },
      { title: 'Hide a node, pin it', keys: [['H'], ['P']] },
      {
        title: 'Scroll',
        keys: [['Shift', '↑'], ['Shift', '↓'], ['PgUp'], ['PgDn']],
      },
      { title: 'Zoom', keys: [['+'], ['−']] },
      { title: 'Fit', keys: [['0']] },
    ],
  },
  {
    title: 'Control flow',
    lines: [
      { title: 'Along the ways: block, way, block', keys: [['↑'], ['↓'], ['←'], ['→']] },
      { title: 'Close a block, open it', keys: [['Return'], ['C']] },
      { title: 'Instructions, source lines or addresses in a block', keys: [['E']] },
      { title: 'Zoom, fit', keys: [['+'], ['−'], ['0']] },
    ],
  },
  {
    title: 'Source',
    lines: [
      {
        title: 'Next or previous dear line',
        keys: [
          ['Ctrl', '↓'],
          ['Ctrl', '↑'],
        ],
      },
      { title: 'Find', keys: [['/'], ['Ctrl', 'F']] },
      { title: 'Next, previous found line', keys: [['F3'], ['Shift', 'F3']] },
      {
        title: 'Mark lines',
        keys: [
          ['Shift', '↓'],
          ['Shift', 'Click'],
        ],
      },
      { title: 'Copy lines', keys: [['Ctrl', 'C']] },
      { title: 'Select a call', keys: [['Space']] },
      { title: 'Open in the editor', keys: [['E']] },
    ],
  },
];
