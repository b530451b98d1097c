// Both painters and the hit test on small display lists.
import { describe, expect, it } from 'vitest';
import type { DisplayItem, DisplayList } from '../../shared/drawing/display-list.ts';
import { hatchLines } from '../../shared/drawing/hatch.ts';
import { targetAt } from '../../shared/drawing/hit-test.ts';
import { type CanvasContext, noTransform, paintCanvas } from '../../shared/drawing/paint-canvas.ts';
import { escapeXml, paintSvg } from '../../shared/drawing/paint-svg.ts';
import { darkTheme, lightTheme } from '../../shared/drawing/theme.ts';

const font = { size: 11, weight: 500 } as const;

function list(...items: DisplayItem[]): DisplayList {
  return { width: 200, height: 100, items };
}

/** A context that writes down what it is told. */
function createRecorder() {
  const calls: string[] = [];
  const state: Record<string, unknown> = {};
  const context = new Proxy(state, {
    get: (_, name) =>
      typeof name === 'string' && name in state
        ? state[name]
        : (...parameters: unknown[]) => calls.push(`${String(name)}(${parameters.join(', ')})`),
    set(_, name, value) {
      state[String(name)] = value;
      calls.push(`${String(name)} = ${String(value)}`);
      return true;
    },
  });
  return { calls, context: context as unknown as CanvasContext };
}

const surface = { width: 200, height: 100, pixelRatio: 2, theme: lightTheme, view: noTransform };

describe('paintCanvas', () => {
  it('scales by pixel ratio and view, fills the background before', () => {
    const { calls, context } = createRecorder();
    const view = { scale: 3, x: 10, y: 20 };
    paintCanvas(context, list(), { ...surface, view, background: 'background' });
    expect(calls.filter((call) => /Transform|fillRect/.test(call))).toEqual([
      'setTransform(2, 0, 0, 2, 0, 0)',
      'fillRect(0, 0, 200, 100)',
      'setTransform(6, 0, 0, 6, 20, 40)',
    ]);
  });

  it('paints the tail of a text in its own colour behind the rest', () => {
    const { calls, context } = createRecorder();
    const tail = { from: 1, offset: 7, color: 'onFillMuted' } as const;
    const text = { kind: 'text', text: "f'g", x: 10, y: 20, font, anchor: 'start', color: 'onFill', tail } as const;
    paintCanvas(context, list(text), surface);
    const painted = calls.filter((call) => /fillText|fillStyle/.test(call));
    expect(painted.filter((call) => call.startsWith('fillText'))).toEqual([
      'fillText(f, 10, 20)',
      "fillText('g, 17, 20)",
    ]);
    expect(new Set(painted.filter((call) => call.startsWith('fillStyle'))).size).toBe(2);
    expect(paintSvg(list(text), { theme: lightTheme, title: '' })).toMatch(
      />f<tspan fill="[^"]+">&#39;g<\/tspan><\/text>/,
    );
  });

  it('paints what is in the view and skips what is not', () => {
    const { calls, context } = createRecorder();
    const rect = { kind: 'rect', width: 10, height: 10, fill: 'accent' } as const;
    const path = { kind: 'path', stroke: 'edge', strokeWidth: 1 } as const;
    const items = list(
      { ...rect, x: 5, y: 5 },
      { ...rect, x: 500, y: 5 },
      { ...path, points: [0, 0, 5, 5, 5, 5, 9, 9] },
      { ...path, points: [0, 500, 5, 505, 5, 505, 9, 509] },
    );
    paintCanvas(context, items, surface);
    expect(calls.filter((call) => /^(fillRect|moveTo)/.test(call))).toEqual(['fillRect(5, 5, 10, 10)', 'moveTo(0, 0)']);
  });

  it('leaves out letters that nobody could read', () => {
    const { calls, context } = createRecorder();
    const text = list({ kind: 'text', text: 'run', x: 5, y: 20, font, anchor: 'start', color: 'text' });
    paintCanvas(context, text, { ...surface, view: { scale: 0.3, x: 0, y: 0 } });
    expect(calls.some((call) => call.startsWith('fillText'))).toBe(false);
    paintCanvas(context, text, surface);
    expect(calls).toContain('fillText(run, 5, 20)');
  });

  it('resolves the same list to the colours of either theme', () => {
    const colors = [lightTheme, darkTheme].map((theme) => {
      const { calls, context } = createRecorder();
      paintCanvas(context, list({ kind: 'rect', x: 0, y: 0, width: 9, height: 9, fill: 'accent' }), {
        ...surface,
        theme,
      });
      return calls.find((call) => call.startsWith('fillStyle'));
    });
    expect(colors).toEqual([`fillStyle = ${lightTheme.tokens.accent}`, `fillStyle = ${darkTheme.tokens.accent}`]);
  });
});

describe('paintSvg', () => {
  it('writes one self-contained picture', () => {
    const svg = paintSvg(
      list(
        { kind: 'rect', x: 1, y: 2, width: 30, height: 40, radius: 3, fill: 'panel', stroke: 'line', title: 'a < b' },
        { kind: 'text', text: '<module>', x: 5, y: 20.123, font, anchor: 'end', color: 'text' },
      ),
      { theme: lightTheme, title: 'Map of "run"' },
    );
    expect(svg.split('\n').slice(2)).toEqual([
      '<title>Map of &quot;run&quot;</title>',
      '<rect width="200" height="100" fill="#ffffff"/>',
      '<rect x="1.5" y="2.5" width="29" height="39" rx="2.5" fill="#f6f7f9" stroke="#dfe3e8" stroke-width="1"><title>a &lt; b</title></rect>',
      '<text x="5" y="20.12" font-size="11" font-weight="500" text-anchor="end" fill="#1b2026">&lt;module&gt;</text>',
      '</svg>',
      '',
    ]);
  });

  it('closes every clip', () => {
    const clip = { kind: 'clip', x: 0, y: 0, width: 5, height: 5 } as const;
    const svg = paintSvg(list(clip, clip, { kind: 'clip-end' }, { kind: 'clip-end' }), {
      theme: lightTheme,
      title: '',
    });
    expect(svg.match(/<g clip-path="url\(#clip\d\)">/g)?.length).toBe(2);
    expect(svg.match(/<\/g>/g)?.length).toBe(2);
  });

  it.each([
    ['</text><script>alert(1)</script>', '&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
    [`" onload='x' &amp;`, '&quot; onload=&#39;x&#39; &amp;amp;'],
    ['\u0000\u0008\u000b\u001f\ufffe\uffff', '\ufffd'.repeat(6)],
    ['\ud800x\udc00\u202e', '\ufffdx\ufffd\ufffd'],
    ['\u{1f600}日本', '\u{1f600}日本'],
  ])('escapes %j', (text, expected) => {
    expect(escapeXml(text)).toBe(expected);
  });
});

describe('targetAt', () => {
  const picture = list(
    { kind: 'rect', x: 0, y: 0, width: 100, height: 100, target: 'outer' },
    { kind: 'rect', x: 10, y: 10, width: 50, height: 50, target: 'inner' },
    { kind: 'rect', x: 10, y: 10, width: 50, height: 50 },
    { kind: 'path', points: [110, 10, 140, 10, 150, 10, 180, 10], stroke: 'edge', strokeWidth: 1, target: 'line' },
    { kind: 'polygon', points: [180, 5, 190, 10, 180, 15], fill: 'edge', target: 'head' },
  );

  it.each([
    [5, 5, 'outer'],
    [30, 30, 'inner'],
    [150, 13, 'line'],
    [150, 20, undefined],
    [186, 11, 'head'],
    [189, 14, undefined],
    [-1, 5, undefined],
  ])('finds at %i, %i: %s', (x, y, expected) => {
    expect(targetAt(picture, x, y)).toBe(expected);
  });
});

describe('hatchLines', () => {
  it('stay inside their area, on one grid', () => {
    const area = { x: 13, y: 7, width: 31, height: 12 };
    const lines = hatchLines(area);
    expect(lines.length).toBeGreaterThan(8);
    for (let i = 0; i < lines.length; i += 2) {
      expect(lines[i] >= 13 && lines[i] <= 44 && lines[i + 1] >= 7 && lines[i + 1] <= 19).toBe(true);
      expect((lines[i] + lines[i + 1]) % 5).toBe(0);
    }
  });
});
