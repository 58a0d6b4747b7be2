import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Log } from '../../../server/src/base/log.js';
import type { Receipt } from '../../../server/src/model/savings.js';
import { openLedger } from '../../../server/src/telemetry/openLedger.js';

let directory: string;
let errors: string[];
const zone = process.env.TZ;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pith-ledger-'));
  errors = [];
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  process.env.TZ = zone ?? '';
  if (zone === undefined) delete process.env.TZ;
});

const log: Log = { info() {}, warn() {}, error: (line) => errors.push(line) };
const NOON = new Date(2026, 2, 10, 12);
const open = (folder = directory) => openLedger({ directory: folder, log, now: () => NOON.getTime() });

const receipt = (time: Date, about: Partial<Receipt> = {}): Receipt => ({
  time: time.getTime(),
  kind: 'compress.clipboard',
  tokensBefore: 100,
  tokensAfter: 30,
  tokenizer: 'o200k_base',
  exact: true,
  elapsedMs: 1.5,
  ...about,
});

const results = (time: Date, folder = directory) => {
  const ledger = open(folder);
  const { today, total } = ledger.report(time);
  ledger.close();
  return [today.results, total.results];
};

test('an empty ledger reports nothing', () => {
  const nothing = { results: 0, tokensBefore: 0, tokensAfter: 0, savedTokens: 0, exact: true };
  expect(open().report(NOON)).toEqual({ today: nothing, total: nothing });
});

test('today and total add up and survive a restart', () => {
  const ledger = open();
  ledger.record(receipt(new Date(2026, 2, 9, 23, 59, 59, 999)));
  ledger.record(receipt(new Date(2026, 2, 10, 0, 0, 0, 0), { exact: false, tokensAfter: 50 }));
  ledger.record(receipt(NOON));
  ledger.close();
  expect(open().report(NOON)).toEqual({
    today: { results: 2, tokensBefore: 200, tokensAfter: 80, savedTokens: 120, exact: false },
    total: { results: 3, tokensBefore: 300, tokensAfter: 110, savedTokens: 190, exact: false },
    since: '2026-03-09',
  });
});

test('a day is a day of the calendar, also when the clocks change', () => {
  process.env.TZ = 'Europe/Berlin';
  const check = (day: [number, number, number], hours: number) => {
    const folder = mkdtempSync(join(directory, 'day-'));
    const ledger = open(folder);
    const [year, month, date] = day;
    const start = new Date(year, month, date);
    const next = new Date(year, month, date + 1);
    expect((next.getTime() - start.getTime()) / 3_600_000).toBe(hours);
    for (const time of [start.getTime() - 1, start.getTime(), next.getTime() - 1, next.getTime()]) {
      ledger.record(receipt(new Date(time)));
    }
    ledger.close();
    expect(results(new Date(year, month, date, 15), folder)).toEqual([2, 4]);
  };
  check([2026, 2, 29], 23);
  check([2026, 9, 25], 25);
  check([2026, 5, 1], 24);
});

test('a clock that went back loses nothing: later receipts count when their day comes', () => {
  const ledger = open();
  ledger.record(receipt(new Date(2026, 2, 12)));
  ledger.record(receipt(NOON));
  expect(ledger.report(NOON)).toMatchObject({ today: { results: 1 }, total: { results: 2 }, since: '2026-03-10' });
  expect(ledger.report(new Date(2026, 2, 12, 9)).today.results).toBe(1);
});

test('receipts of more than a year ago are only summed', () => {
  const ledger = open();
  ledger.record(receipt(new Date(2020, 0, 1)));
  ledger.close();
  const later = open();
  expect(later.report(new Date(2020, 0, 1)).today.results).toBe(0);
  expect(later.report(NOON)).toMatchObject({ total: { results: 1 }, since: '2020-01-01' });
});

test('without a disk it counts in memory, says so once and never throws', () => {
  writeFileSync(join(directory, 'file'), '');
  const ledger = open(join(directory, 'file'));
  for (let n = 0; n < 2_500; n++) ledger.record(receipt(NOON));
  expect(ledger.report(NOON)).toMatchObject({ total: { results: 2_500, savedTokens: 175_000 }, since: '2026-03-10' });
  expect(ledger.report(NOON).today.results).toBeGreaterThanOrEqual(1_000);
  expect(errors).toHaveLength(1);
  ledger.close();
});

test('what waited in memory is written when the disk is back', () => {
  const folder = join(directory, 'later');
  writeFileSync(folder, 'in the way');
  const ledger = open(folder);
  ledger.record(receipt(NOON));
  ledger.record(receipt(NOON));
  rmSync(folder);
  ledger.record(receipt(new Date(NOON.getTime() + 61_000)));
  ledger.close();
  expect(results(NOON, folder)).toEqual([3, 3]);
});

test('a last chance to write is taken on closing', () => {
  const folder = join(directory, 'later');
  writeFileSync(folder, 'in the way');
  const ledger = open(folder);
  ledger.record(receipt(NOON));
  rmSync(folder);
  ledger.close();
  expect(results(NOON, folder)).toEqual([1, 1]);
});

test('a damaged ledger is kept aside and a new one begun', () => {
  writeFileSync(join(directory, 'ledger.sqlite'), 'damaged'.repeat(500));
  const ledger = open();
  ledger.record(receipt(NOON));
  ledger.close();
  expect(results(NOON)).toEqual([1, 1]);
  expect(existsSync(join(directory, 'ledger.sqlite.broken-1'))).toBe(true);
});

test('a receipt without numbers is not recorded', () => {
  const ledger = open();
  ledger.record(receipt(NOON, { tokensBefore: Number.NaN }));
  expect(ledger.report(NOON).total.results).toBe(0);
  expect(errors).toHaveLength(1);
});

test('clearing empties the ledger', () => {
  const ledger = open();
  ledger.record(receipt(NOON));
  ledger.clear();
  expect(ledger.report(NOON).total.results).toBe(0);
  ledger.record(receipt(NOON));
  ledger.close();
  expect(results(NOON)).toEqual([1, 1]);
});

test('two processes record at once, and one that is killed loses nothing it recorded', async () => {
  const script = await bundle();
  const children = [1, 2, 3].map(() => spawn(process.execPath, [script, directory, String(NOON.getTime())]));
  const victim = children[2] as ChildProcess;
  const recorded = await linesBeforeKill(victim);
  await Promise.all(children.slice(0, 2).map((child) => once(child, 'exit')));
  const [, total] = results(NOON);
  expect(recorded).toBeGreaterThan(0);
  expect(total).toBeGreaterThanOrEqual(400 + recorded);
  expect(total).toBeLessThanOrEqual(600);
  rmSync(script);
});

/** A program that records 200 receipts and says so after each. */
async function bundle(): Promise<string> {
  const root = resolve(import.meta.dirname, '../../..');
  mkdirSync(join(root, '.cache/test'), { recursive: true });
  const outfile = join(root, `.cache/test/ledger-${process.pid}.mjs`);
  const source = `
    import { openLedger } from './openLedger.js';
    const log = { info() {}, warn() {}, error(line) { process.stderr.write(line); } };
    const [directory, time] = process.argv.slice(2);
    const ledger = openLedger({ directory, log, now: () => Number(time) });
    const receipt = { kind: 'a', tokensBefore: 2, tokensAfter: 1, tokenizer: 't', exact: true, elapsedMs: 1 };
    for (let n = 0; n < 200; n++) {
      ledger.record({ ...receipt, time: Number(time) });
      process.stdout.write('recorded\\n');
      await new Promise((done) => setTimeout(done, 1));
    }
    ledger.close();`;
  const resolveDir = join(root, 'server/src/telemetry');
  await build({
    stdin: { contents: source, resolveDir, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

async function linesBeforeKill(child: ChildProcess): Promise<number> {
  let lines = 0;
  child.stdout?.on('data', (data: Buffer) => {
    lines += data.toString().split('\n').length - 1;
    if (lines >= 20) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return lines;
}
