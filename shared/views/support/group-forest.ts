// A tree of groups while it is made: paths of names become rows, each path once. Parents come before their children.
import { NONE } from '../../base/brands.ts';
import { KeyedRows } from '../../base/keyed-rows.ts';

/** One name on the way to a group, and what stands behind it in the path. */
export interface Step {
  readonly text: string;
  readonly separator: string;
}

export class GroupForest {
  readonly parent: number[] = [];
  readonly depth: number[] = [];
  /** What the group's row says. */
  readonly name: string[] = [];
  /** Names from the outside in, as they are written. */
  readonly path: string[] = [];
  private readonly separators: string[] = [];
  private readonly texts = new Map<string, number>();
  private readonly children = new KeyedRows(2);

  get length(): number {
    return this.parent.length;
  }

  /** The group at the end of the path, made where it is new. */
  groupAt(steps: readonly Step[]): number {
    let node = NONE;
    for (const step of steps) node = this.child(node, step);
    return node;
  }

  private child(parent: number, { text, separator }: Step): number {
    const { key } = this.children;
    key[0] = parent;
    key[1] = this.numberOf(text);
    const node = this.children.rowOfKey();
    if (node < this.length) return node;
    this.parent.push(parent);
    this.depth.push(parent === NONE ? 0 : this.depth[parent] + 1);
    this.name.push(text);
    this.path.push(parent === NONE ? text : this.path[parent] + this.separators[parent] + text);
    this.separators.push(separator);
    return node;
  }

  private numberOf(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, this.texts.size);
    return this.texts.size - 1;
  }
}
