// Rows that are told apart by a name alone, which is an index of a text: found by looking up one place.
import { withRoom } from '../base/room.ts';

/** A row number is the order of first appearance. */
export class NamedRows {
  length = 0;
  /** By name: 1 + its row; 0 where it has none. */
  private rows: Int32Array = new Int32Array(1024);
  private names: Int32Array = new Int32Array(64);

  /** Row of the name; added at the end if it is new. */
  rowOf(name: number): number {
    if (name >= this.rows.length) this.rows = grown(this.rows, name + 1);
    const known = this.rows[name];
    if (known > 0) return known - 1;
    if (this.length === this.names.length) this.names = grown(this.names, this.length + 1);
    this.names[this.length] = name;
    this.rows[name] = this.length + 1;
    return this.length++;
  }

  /** Names of all rows. */
  finish(): Int32Array {
    return this.names.slice(0, this.length);
  }
}

function grown(array: Int32Array, length: number): Int32Array {
  return withRoom(array, Math.max(length, array.length * 2));
}
