// What machine code cannot show, in words: rows at the top of it, and what heads its stretches.
import type { CodeSection, CodeText } from '../../viewmodel/code.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { MachineListing } from './machine-listing.ts';
import { hexAddress } from './machine-words.ts';
import type { GrantedCode } from './wishes.ts';

export function machineNotes(listing: MachineListing, code: GrantedCode | undefined, isPython: boolean): string[] {
  const rows: string[] = [];
  if (code?.state === 'failed') rows.push(`${code.reason} ${code.hint}`.trim());
  if (code?.state === 'pending') rows.push(code.what);
  if (code === undefined || code.state === 'missing') {
    const isNamed = code !== undefined && code.tried.length > 0;
    const why = isNamed ? 'its binary was not found' : 'the recording does not say which binary it is in';
    if (!isPython) rows.push(`Not disassembled: ${why}. Costs stand at their addresses.`);
  }
  if (code?.state === 'found') {
    for (const { reason } of code.gaps.slice(0, 3)) rows.push(reason);
    if (isPython) {
      rows.push(`Bytecode that ${code.by} makes of this file; that of the recorded program may have been another.`);
      rows.push('cProfile records no costs of instructions: this is the code without costs.');
    }
  }
  if (listing.orphans > 0) {
    const many = listing.orphans > 1;
    rows.push(
      `${formatCount(listing.orphans)} ${many ? 'addresses with costs have' : 'address with costs has'} no instruction in this file: it is not the one that was recorded, or was built anew since.`,
    );
  }
  if (listing.hidden > 0) {
    rows.push(`${formatCount(listing.hidden)} further parts of this code, far from these, are left out.`);
  }
  return rows;
}

/** One section for each stretch of code; the first stands also where there is none. */
export function stretchSections(
  listing: MachineListing,
  code: GrantedCode | undefined,
  { recorded, isPython }: { readonly recorded: string | undefined; readonly isPython: boolean },
): CodeSection[] {
  const text = textOf(code, recorded);
  const titles = listing.stretches.map(({ first, last, symbol }, stretch) => {
    if (isPython) return `Offsets ${first} … ${last}`;
    const range = `${hexAddress(first)} … ${hexAddress(last)}`;
    const name = symbol === '' ? '' : `${symbol}: `;
    return stretch === 0 ? `${name}${range}` : `${name}${range}, far from the rest`;
  });
  if (titles.length === 0) titles.push('Code');
  return titles.map((title) => ({ kind: 'code', title, text }));
}

function textOf(code: GrantedCode | undefined, recorded: string | undefined): CodeText {
  if (recorded === undefined) return { state: 'none', reason: 'The recording names no binary for this function.' };
  if (code === undefined) return { state: 'none', reason: 'It was not looked for.' };
  if (code.state === 'pending') return { state: 'none', reason: code.what };
  if (code.state === 'missing') {
    const { reason, tried, candidates } = code;
    return tried.length === 0 ? { state: 'none', reason } : { state: 'missing', recorded, reason, tried, candidates };
  }
  const { file } = code;
  if (file === undefined) return { state: 'none', reason: code.state === 'failed' ? code.reason : '' };
  const newer = 'This file was changed after the recording was made: addresses may have moved.';
  return {
    state: 'found',
    recorded,
    path: file.path,
    handle: file.handle,
    how: file.how,
    warnings: file.newer ? [newer] : [],
    language: code.state === 'found' ? code.by : '',
  };
}
