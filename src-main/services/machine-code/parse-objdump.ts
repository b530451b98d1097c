// What `objdump -d` prints, as instructions: GNU's and LLVM's, any processor. Everything that is no instruction is passed over, except the
// symbol lines, which say where a function begins. Trap: mnemonics may look like bytes (`add`, `dec`), so the tab before them decides.

export interface Instruction {
  readonly address: bigint;
  /** As printed: `48 83 ec 08`, or words of four bytes; empty where they were not printed. */
  readonly bytes: string;
  /** Mnemonic and operands, the comment of the disassembler behind them. */
  readonly text: string;
}

export interface CodeSymbol {
  readonly address: bigint;
  readonly name: string;
}

export interface Disassembly {
  /** In the order of the file: ascending within a section. */
  readonly instructions: readonly Instruction[];
  readonly symbols: readonly CodeSymbol[];
}

const SYMBOL = /^([0-9a-f]+) <(.*)>:$/;
/** Bytes one by one, or words of two or four of them. */
const INSTRUCTION = /^\s*([0-9a-f]+):\s*((?:(?:[0-9a-f]{2}){1,4} )*(?:[0-9a-f]{2}){1,4})?\s*(?:\t(.*))?$/;

export function parseObjdump(text: string): Disassembly {
  const instructions: Instruction[] = [];
  const symbols: CodeSymbol[] = [];
  for (const line of text.split(/\r?\n/)) {
    const symbol = SYMBOL.exec(line);
    if (symbol !== null) {
      symbols.push({ address: BigInt(`0x${symbol[1]}`), name: symbol[2] });
      continue;
    }
    const instruction = INSTRUCTION.exec(line);
    if (instruction === null) continue;
    const [, address, bytes = '', code = ''] = instruction;
    // A line of bytes alone goes on with the instruction before it.
    const before = instructions.at(-1);
    if (code.trim() === '' && before !== undefined) {
      instructions[instructions.length - 1] = { ...before, bytes: `${before.bytes} ${bytes}`.trim() };
    } else {
      instructions.push({ address: BigInt(`0x${address}`), bytes, text: code.replace(/\s+/g, ' ').trim() });
    }
  }
  return { instructions, symbols };
}
