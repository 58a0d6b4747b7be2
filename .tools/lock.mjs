// One process of a checkout at a time: `pith … | pith …` on a fresh clone would start two installations at once.
// Does not queue: whoever looks first after the lock is free gets it.

import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A cold installation takes about a minute; a process that holds a lock longer than this is stuck. */
const LIMIT_MS = 15 * 60_000;
const POLL_MS = 100;

/** Runs `work` while no other process runs work under the same lock `file`. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  const started = Date.now();
  while (!take(file)) {
    if (Date.now() - started > LIMIT_MS) throw new Error(`Another process holds ${file}: end it or delete that file.`);
    await sleep(POLL_MS);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

/** A link appears together with its content, so a lock without its holder's id is never seen. */
function take(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isRunning(holder(file))) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    // Released between our two looks: ask again in the next round.
    if (error.code === 'ENOENT') return process.pid;
    throw error;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}
