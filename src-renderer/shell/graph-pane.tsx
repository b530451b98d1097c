// stub
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';

export function GraphPane({ view }: { readonly view: ViewAvailability }) {
  return <p>{view.title}</p>;
}
