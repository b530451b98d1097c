// A rule about sources as a person typed it: checked, and its path made whole, before it is kept.
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { failure, type Result, success } from '../../../shared/base/result.ts';
import type { SourceRule } from '../../../shared/viewmodel/source-rules.ts';

/** The rule with whole paths, or what is wrong with it in words. */
export async function checkRule(rule: SourceRule): Promise<Result<SourceRule, string>> {
  if (rule.kind === 'mapping') {
    if (rule.from.trim() === '') return failure('Type what the recorded paths begin with.');
    const to = await existing(rule.to, 'folder');
    return to.ok ? success({ ...rule, from: rule.from.trim(), to: to.value }) : to;
  }
  const path = await existing(rule.path, rule.kind === 'folder' ? 'folder' : 'file');
  return path.ok ? success({ ...rule, path: path.value }) : path;
}

async function existing(typed: string, kind: 'file' | 'folder'): Promise<Result<string, string>> {
  const trimmed = typed.trim().replace(/^"(.*)"$/, '$1');
  const path = trimmed === '~' || trimmed.startsWith('~/') ? join(homedir(), trimmed.slice(1)) : trimmed;
  if (path === '' || path.includes('\0')) return failure(`Type the path of a ${kind}.`);
  if (!isAbsolute(path)) return failure(`Type the whole path: ${path} does not say where it starts.`);
  try {
    const status = await stat(path);
    if (kind === 'file' ? status.isFile() : status.isDirectory()) return success(normalize(path));
    return failure(`${path} is not a ${kind}.`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return failure(`There is no ${kind} ${path}.`);
    return failure(code === 'EACCES' ? `You may not read ${path}.` : `${path} cannot be read: ${message}`);
  }
}
