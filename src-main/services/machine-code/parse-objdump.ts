// What `objdump -d` prints, as instructions: GNU's and LLVM's, any processor. Everything that is no instruction is passed over, except the
// symbol lines, which say where a function begins. Trap: mnemonics may look like bytes (`add`, `dec`), so the tab before them decides.
import type { Instruction } from '../../../shared/views/support/wishes.ts';

const SYMBOL = /^([0-9a-f]+) <(.*)>:$/;
/** Bytes one by one, or words of two or four of them. */
const INSTRUCTION = /^\s*([0-9a-f]+):\s*((?:(?:[0-9a-f]{2}){1,4} )*(?:[0-9a-f]{2}){1,4})?\s*(?:\t(.*))?$/;

/** In the order of the file: ascending within a section. */
export function parseObjdump(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let symbol: { readonly address: bigint; readonly name: string } | undefined;
  for (const line of text.split(/\r?\n/)) {
    const head = SYMBOL.exec(line);
    if (head !== null) {
      symbol = { address: BigInt(`0x${head[1]}`), name: head[2] };
      continue;
    }
    const found = INSTRUCTION.exec(line);
    if (found === null) continue;
    const [, digits, bytes = '', code = ''] = found;
    // A line of bytes alone goes on with the instruction before it.
    const before = instructions.at(-1);
    if (code.trim() === '' && before !== undefined) {
      instructions[instructions.length - 1] = { ...before, bytes: `${before.bytes} ${bytes}`.trim() };
      continue;
    }
    const address = BigInt(`0x${digits}`);
    const begins = symbol?.address === address ? { symbol: symbol.name } : {};
    instructions.push({ address, bytes, text: code.replace(/\s+/g, ' ').trim(), ...begins });
  }
  return instructions;
}
