// Errors of the machine that mean that it gives no memory have words; others are bugs and show their stacks.
import { describe, expect, it } from 'vitest';
import { refusedMemory } from '../../src-main/services/refused-memory.ts';

/** What it throws. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** As V8 and Emscripten write where addresses are limited. */
const instantiate = 'WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance';
const memory = 'WebAssembly.Memory(): could not allocate memory';

describe('Memory that the machine does not give', () => {
  it.each([
    ['a memory of WebAssembly', new RangeError(memory)],
    ['a module with its own memory', new RangeError(instantiate)],
    ['the layout of graphs', Object.assign(new Error(`Aborted(RangeError: ${instantiate})`), { name: 'RuntimeError' })],
    ['values that flow', new RangeError('The system gives no memory of so many calls to this process.')],
  ])('is told as too few addresses: %s', (_, error) => {
    expect(refusedMemory(error)?.hint).toContain('ulimit -v');
  });

  it.each([
    ['a table', () => new Float64Array(2 ** 53 - 1)],
    ['a buffer', () => new ArrayBuffer(2 ** 52)],
    ['a list', () => new Array(-1)],
    ['a text', () => 'x'.repeat(2 ** 30)],
  ])('is told as too little memory: %s', (_, work) => {
    expect(refusedMemory(thrownBy(work))?.message).toBe('there is not enough memory to answer this');
  });

  it.each([
    ['a number of digits', () => (1).toFixed(101)],
    ['a date', () => new Date(Number.NaN).toISOString()],
    ['an assertion', () => expect.fail('no')],
  ])('is not what a bug is told as: %s', (_, work) => {
    expect(refusedMemory(thrownBy(work))).toBeUndefined();
  });
});
