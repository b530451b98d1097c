// The few shapes a presenter can draw. A new view picks one; a new shape is a new presenter.
import type { CodeModel } from './code.ts';
import type { FlowModel } from './flow.ts';
import type { GraphModel } from './graph.ts';
import type { TableModel } from './table.ts';
import type { TreemapModel } from './treemap.ts';

/** The view cannot be made from this recording or for this item; says what the format does not record. */
export interface UnavailableModel {
  readonly kind: 'unavailable';
  readonly reason: string;
}

export type ViewModel = TableModel | TreemapModel | GraphModel | FlowModel | CodeModel | UnavailableModel;
export type ViewModelKind = ViewModel['kind'];
