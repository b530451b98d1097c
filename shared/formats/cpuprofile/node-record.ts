// What one node of a .cpuprofile says, between the lane that reads it and the columns that take it.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { GrowableNumbers } from '../support/growable-numbers.ts';

/** Name of a function that has an empty one. */
export const UNNAMED = -2;

/** Texts are rows of the interner; NONE where missing, NaN for ids. Lines and columns as in the file. */
export class NodeRecord {
  id = Number.NaN;
  parentId = Number.NaN;
  hits = 0;
  hasHits = false;
  name = NONE;
  url = NONE;
  line = NONE;
  column = NONE;
  isDeoptimised = false;
  readonly children = new GrowableNumbers();
  readonly tickLines = new GrowableInt32();
  readonly tickCounts = new GrowableNumbers();

  clear(): void {
    this.id = Number.NaN;
    this.parentId = Number.NaN;
    this.hits = 0;
    this.hasHits = false;
    this.name = NONE;
    this.url = NONE;
    this.line = NONE;
    this.column = NONE;
    this.isDeoptimised = false;
    this.children.length = 0;
    this.tickLines.length = 0;
    this.tickCounts.length = 0;
  }

  tick(line: number, count: number): void {
    if (line <= 0 || count <= 0) return;
    this.tickLines.push(line);
    this.tickCounts.push(count);
  }
}

export function isInt32(value: number): boolean {
  return value === (value | 0);
}
