/**
 * Every import in the program obeys the table in import-table.ts, and the folder that touches Electron stays apart.
 * A failing line reads `from -> target`: move the code, or change the table and ARCHITECTURE.md together.
 */
import { describe, expect, it } from 'vitest';
import { importDebt, type Room, rooms } from './import-table.ts';
import { type ImportOf, importsOf, readSourceFiles } from './source-tree.ts';

const program = readSourceFiles(['assembly', 'shared', 'src-main', 'src-renderer']);
const imports = program.flatMap(importsOf);
const roomsByLength = [...rooms].sort((a, b) => b.folder.length - a.folder.length);

function isWithin(path: string, folderOrFile: string): boolean {
  return path === folderOrFile || path.startsWith(`${folderOrFile}/`);
}

function roomOf(path: string): Room | undefined {
  return roomsByLength.find((room) => isWithin(path, room.folder));
}

/** The member of a collection that a file belongs to: `pprof` for `pprof.ts` and for `pprof/wire.ts`. */
function memberOf(room: Room, path: string): string {
  const rest = path.slice(room.folder.length + 1);
  return (rest.split('/')[0] ?? rest).replace(/\.[a-z]+$/, '');
}

function isAllowedInside(room: Room, { from, target }: ImportOf): boolean {
  const { collection } = room;
  if (!collection) return true;
  const importer = memberOf(room, from);
  const imported = memberOf(room, target);
  return importer === imported || collection.registries.includes(importer) || collection.common.includes(imported);
}

function isAllowed(one: ImportOf): boolean {
  const room = roomOf(one.from);
  if (!room) return false;
  if (one.isPackage) return room.packages.includes(one.target);
  if (roomOf(one.target) === room) return isAllowedInside(room, one);
  const allowed = one.isTypeOnly ? [...room.mayImport, ...(room.mayImportTypesOf ?? [])] : room.mayImport;
  return allowed.some((folder) => isWithin(one.target, folder));
}

describe('imports', () => {
  it('every file stands in a room of the table', () => {
    expect(program.filter((file) => !roomOf(file.path)).map((file) => file.path)).toEqual([]);
  });

  it('go only where the table lets them, but for the debt that is left', () => {
    const violations = imports.filter((one) => !isAllowed(one)).map((one) => `${one.from} -> ${one.target}`);
    expect([...new Set(violations)].sort()).toEqual([...importDebt].sort());
  });

  it('inside the project end in .ts or .tsx, or name an asset', () => {
    const asset = /\.(?:ts|tsx|css|svg|png|json|wasm)$/;
    const bare = imports.filter((one) => !one.isPackage && !asset.test(one.target));
    expect(bare.map((one) => `${one.from} -> ${one.target}`)).toEqual([]);
  });

  it('of electron stand in src-main/electron and nowhere else', () => {
    const everything = [...imports, ...readSourceFiles(['scripts']).flatMap(importsOf)];
    const strays = everything.filter((one) => one.target === 'electron' && !isWithin(one.from, 'src-main/electron'));
    expect(strays.map((one) => one.from)).toEqual([]);
  });

  it('never reach into src-main/electron from outside', () => {
    const strays = imports.filter(
      (one) => isWithin(one.target, 'src-main/electron') && !isWithin(one.from, 'src-main/electron'),
    );
    expect(strays.map((one) => `${one.from} -> ${one.target}`)).toEqual([]);
  });
});
