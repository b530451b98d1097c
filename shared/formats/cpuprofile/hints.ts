// What a person whose .cpuprofile cannot be read can do.

export const RECORD_AGAIN = 'record again with `node --cpu-prof`';
