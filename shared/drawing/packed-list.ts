// A display list as a few columns, so that it goes to another thread in no time: as objects, a map of 4,000 shapes takes 3 ms to be copied.
// Keys and tooltips stay behind, they are not painted. Trap: `pack` and `unpack` write and read the same numbers in the same order.
import type { Color, DisplayItem, DisplayList, Font, TextItem } from './display-list.ts';
import type { Tone } from './theme.ts';

export interface PackedList {
  readonly width: number;
  readonly height: number;
  /** Of each item its kind, then what its kind has. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Of all texts, in their order. */
  readonly texts: readonly string[];
  readonly colors: readonly Color[];
  readonly fonts: readonly Font[];
}

const kinds = ['rect', 'hatch', 'text', 'path', 'polygon', 'clip', 'clip-end'] as const;
const anchors = ['start', 'middle', 'end'] as const;
/** Instead of the place of a colour, or of a tail. */
const NONE = -1;

/** Linear in the list. */
export function packList({ width, height, items }: DisplayList): PackedList {
  const numbers: number[] = [];
  const texts: string[] = [];
  const fonts = new Map<Font, number>();
  const colors = createColorTable();
  const addPoints = (points: ArrayLike<number>) => {
    numbers.push(points.length);
    for (let i = 0; i < points.length; i++) numbers.push(points[i] as number);
  };
  for (const item of items) {
    numbers.push(kinds.indexOf(item.kind));
    if (item.kind === 'clip-end') continue;
    if (item.kind !== 'clip') numbers.push(item.opacity ?? 1);
    switch (item.kind) {
      case 'rect':
        numbers.push(item.x, item.y, item.width, item.height, item.radius ?? 0, item.strokeWidth ?? 1);
        numbers.push(colors.placeOf(item.fill), colors.placeOf(item.stroke), ...(item.dash ?? [0, 0]));
        break;
      case 'hatch':
        numbers.push(item.x, item.y, item.width, item.height, colors.placeOf(item.color));
        break;
      case 'text': {
        const { tail } = item;
        texts.push(item.text);
        numbers.push(
          item.x,
          item.y,
          placeIn(fonts, item.font),
          anchors.indexOf(item.anchor),
          colors.placeOf(item.color),
        );
        numbers.push(colors.placeOf(item.halo), colors.placeOf(tail?.color), tail?.from ?? 0, tail?.offset ?? 0);
        break;
      }
      case 'path':
        numbers.push(colors.placeOf(item.stroke), item.strokeWidth, ...(item.dash ?? [0, 0]));
        addPoints(item.points);
        break;
      case 'polygon':
        numbers.push(colors.placeOf(item.fill));
        addPoints(item.points);
        break;
      case 'clip':
        numbers.push(item.x, item.y, item.width, item.height);
        break;
    }
  }
  return { width, height, numbers: new Float64Array(numbers), texts, colors: colors.all, fonts: [...fonts.keys()] };
}

/** The place of `value` among the keys, at the end if it is new. */
function placeIn<Value>(places: Map<Value, number>, value: Value): number {
  const known = places.get(value);
  if (known !== undefined) return known;
  const place = places.size;
  places.set(value, place);
  return place;
}

/** Each shape has a colour object of its own: equal ones are one here. */
function createColorTable() {
  const all: Color[] = [];
  const places = new Map<Tone | Color, number>();
  const byTone = new Map<Tone, Map<number | null, number>>();

  function add(color: Color): number {
    all.push(color);
    return all.length - 1;
  }

  function placeOf(color: Color | undefined): number {
    if (color === undefined) return NONE;
    if (typeof color === 'string') {
      const known = places.get(color) ?? add(color);
      places.set(color, known);
      return known;
    }
    const hues = byTone.get(color.tone) ?? new Map<number | null, number>();
    byTone.set(color.tone, hues);
    const known = hues.get(color.hue) ?? add(color);
    hues.set(color.hue, known);
    return known;
  }

  return { all, placeOf };
}

/** What paints the same as the list that was packed. */
export function unpackList({ width, height, numbers, texts, colors, fonts }: PackedList): DisplayList {
  const items: DisplayItem[] = [];
  let at = 0;
  let text = 0;
  const next = () => numbers[at++] as number;
  const box = () => ({ x: next(), y: next(), width: next(), height: next() });
  const color = () => colors[next()] as Color;
  const optional = <Key extends string>(key: Key) => {
    const place = next();
    return (place === NONE ? {} : { [key]: colors[place] }) as { readonly [K in Key]?: Color };
  };
  const dash = () => {
    const lengths = [next(), next()] as const;
    return lengths[0] === 0 ? {} : { dash: lengths };
  };
  const points = () => {
    const start = at + 1;
    at = start + next();
    return numbers.subarray(start, at);
  };
  const textItem = (opacity: number): TextItem => {
    const place = { x: next(), y: next(), font: fonts[next()] as Font, anchor: anchors[next()] as TextItem['anchor'] };
    const item = {
      kind: 'text',
      opacity,
      text: texts[text++] as string,
      ...place,
      color: color(),
      ...optional('halo'),
    } as const;
    const tail = { ...optional('color'), from: next(), offset: next() };
    return tail.color === undefined ? item : { ...item, tail: { ...tail, color: tail.color } };
  };
  while (at < numbers.length) {
    const kind = kinds[next()];
    if (kind === 'clip-end') items.push({ kind });
    else if (kind === 'clip') items.push({ kind, ...box() });
    else {
      const opacity = next();
      if (kind === 'rect') {
        const shape = { kind, opacity, ...box(), radius: next(), strokeWidth: next() };
        items.push({ ...shape, ...optional('fill'), ...optional('stroke'), ...dash() });
      } else if (kind === 'hatch') items.push({ kind, opacity, ...box(), color: color() });
      else if (kind === 'text') items.push(textItem(opacity));
      else if (kind === 'path') {
        items.push({ kind, opacity, stroke: color(), strokeWidth: next(), ...dash(), points: points() });
      } else if (kind === 'polygon') items.push({ kind, opacity, fill: color(), points: points() });
    }
  }
  return { width, height, items };
}
