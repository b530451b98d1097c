// Stand-in until the exporters are there.
import type { ExportParameters, TextFile } from '../../shared/contracts/engine-contract.ts';
import type { Recording } from '../../shared/model/recording.ts';

export function exportView(_open: { recording: Recording; file: string }, _parameters: ExportParameters): TextFile {
  throw new Error('not yet');
}
export function writeRecording(
  _open: { recording: Recording; file: string },
  _exporterId: string,
): { name: string; mediaType: string; bytes: Uint8Array } {
  throw new Error('not yet');
}
