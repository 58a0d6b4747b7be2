// Indexes a folder as the server does, with two workers, and says what memory it took at most and some seconds later.
// `node memory.mjs <folder> <worker>`, run by `memory.ts`.

import { setFlagsFromString } from 'node:v8';
import { type Memory, ofThisProcess } from './memory.js';
import { openBench, V8_FLAGS } from './runtime.js';

/** A host that has nothing to do gives memory back by then. */
const REST_MS = 8_000;

setFlagsFromString(V8_FLAGS);
const [folder = '', file = ''] = process.argv.slice(2);
const bench = openBench(folder, { file, threads: 2 });
await bench.indexer.look();
const peakMegabytes = ofThisProcess('VmHWM');
await new Promise((resolve) => setTimeout(resolve, REST_MS));
const restMegabytes = ofThisProcess('VmRSS');
await bench.close();
process.stdout.write(JSON.stringify({ peakMegabytes, restMegabytes } satisfies Memory));
