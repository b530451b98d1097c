// What is said of a recording that holds no function: that nothing was recorded, and what it usually comes from with such a tool.
// The trap: it is said in front of what a format does not record, which is no reason then.
import type { Recording } from '../../model/recording.ts';

/** undefined for every recording with a function. */
export function nothingRecorded(recording: Recording): string | undefined {
  if (recording.functions.length > 0) return undefined;
  return `Nothing was recorded: the file holds no functions. ${usualCause(recording)}`;
}

function usualCause({ format, creator = '' }: Recording): string {
  if (/^xdebug/i.test(creator)) return 'Usually the script ended before its first call, or profiling began at its end.';
  switch (format) {
    case 'callgrind':
      return 'Usually collecting was never switched on: the function given to --toggle-collect was not called, or --instr-atstart=no was not followed by callgrind_control -i on.';
    case 'cachegrind':
      return 'Usually the program could not be started, or counting was never switched on (--instr-at-start=no).';
    case 'cprofile':
      return 'Usually the profiler was never enabled, or its results were written before anything was called.';
    case 'cpuprofile':
      return 'Usually the profiler was stopped before its first sample: the program ran for less than a sampling interval.';
    default:
      return 'Usually the program ended before anything was measured.';
  }
}
