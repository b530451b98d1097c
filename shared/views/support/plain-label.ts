// The label of a row that stands for no item: an event type, a part. Text without place, colour or link.
import { type ItemLabel, NO_ITEM } from '../../viewmodel/item.ts';

export function plainLabel(name: string): ItemLabel {
  return {
    item: NO_ITEM,
    name,
    location: '',
    file: null,
    module: null,
    line: null,
    hue: null,
    hueName: '',
    cycle: null,
  };
}
