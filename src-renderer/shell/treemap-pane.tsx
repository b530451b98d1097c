// stub
import type { ViewAvailability } from '../../shared/contracts/engine-contract.ts';

export function TreemapPane({ view }: { readonly view: ViewAvailability }) {
  return <p>{view.title}</p>;
}
