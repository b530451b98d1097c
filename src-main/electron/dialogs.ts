// The system's own dialogs, for files to open and places to save to.
import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';

/** Paths; empty when the person cancels. No filter: most profiles have no ending of their own. */
export async function pickPaths(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open recordings',
    properties: ['openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

/** A source file, or a folder of them; undefined when the person cancels. */
export async function pickSourcePath(window: BrowserWindow, kind: 'file' | 'folder'): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: kind === 'file' ? 'Choose source file' : 'Choose source folder',
    properties: [kind === 'file' ? 'openFile' : 'openDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/** False when the person cancels; rejects where the file cannot be written. */
export async function saveBytes(window: BrowserWindow, name: string, bytes: Uint8Array): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { title: 'Save', defaultPath: name });
  if (canceled || filePath === '') return false;
  await writeFile(filePath, bytes);
  return true;
}
