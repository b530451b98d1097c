// What a person who never set anything has: the file of settings falls back to it, and the page begins with it.
import { habitsOf, initialViewState, picturesOf } from '../state/view-state.ts';
import type { Settings } from './host-contract.ts';

export const initialSettings: Settings = {
  theme: 'system',
  percentDigits: 2,
  layout: undefined,
  editor: '',
  openIn: 'tab',
  restoreSession: false,
  clickActivates: false,
  onChange: 'offer',
  formulas: [],
  habits: habitsOf(initialViewState),
  pictures: picturesOf(initialViewState),
  machine: initialViewState.machine,
  ownColours: [],
  shortcuts: {},
};
