// The few things the store asks of a file system, so that tests can make it fail.

import * as files from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

export type Disk = typeof files;
export const realDisk: Disk = files;

/** Temporary files start like this; those older than an hour belong to a process that was killed. */
export const TEMPORARY = '.tmp-';

/** Reading: undefined where there is nothing. Everything else that goes wrong is thrown. */
export async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Writes a whole file or nothing: to a temporary name, then renamed, so that readers and a killed process never see
 * half of it. Not flushed to the platter: what a power cut takes is found out by its hash.
 */
export async function writeWhole(disk: Disk, file: string, data: Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `${TEMPORARY}${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await writeNew(disk, temporary, data);
    await disk.rename(temporary, file);
  } catch (error) {
    await disk.rm(temporary, { force: true });
    throw error;
  }
}

/** Folders are made when they are missed, because they mostly are there. */
async function writeNew(disk: Disk, file: string, data: Uint8Array): Promise<void> {
  const options = { mode: 0o600, flag: 'wx' } as const;
  try {
    await disk.writeFile(file, data, options);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
    await disk.mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await disk.writeFile(file, data, options);
  }
}

export const isErrno = (error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
