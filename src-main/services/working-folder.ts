// Where programs of the person's are started: at the root of the disk that this program is on, which is always there. In the current folder
// strangers' recordings may lie, and Windows looks there first for a program of the name.
import { parse } from 'node:path';

export const workingFolder = parse(process.execPath).root;
