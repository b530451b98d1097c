// The steps of the cut (S9), for the slider and for the commands that move it.

export const cycleCuts = [0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1] as const;

/** The next step above or below; the same where there is none. */
export function nextCycleCut(share: number, direction: 'up' | 'down'): number {
  const next = direction === 'up' ? cycleCuts.find((cut) => cut > share) : cycleCuts.findLast((cut) => cut < share);
  return next ?? share;
}
