import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLibraryFrame } from '../../../server/src/compression/frames.js';
import { openTrace } from '../../../server/src/compression/trace.js';
import { checkFixture, DRAFTED, draftOf, fixturesOf, textAt } from '../../support/blocks.js';

test.for(fixturesOf('trace'))('trace: $name', async (fixture) => {
  await checkFixture(openTrace, fixture);
});

test('frames of libraries are told from the own ones', () => {
  const library = [
    '    at next (/srv/app/node_modules/express/lib/router.js:1:1)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
    '  File "/usr/lib/python3/dist-packages/yaml/__init__.py", line 3, in load',
    '  File "<frozen importlib._bootstrap>", line 241, in _call',
    '\tat java.base/java.util.ArrayList.get(ArrayList.java:427)',
    '\tat org.junit.jupiter.engine.Run.go(Run.java:3)',
    '   at System.String.Substring(Int32 startIndex)',
    'net/http.serve(0x1)\n\t/usr/local/go/src/net/http/server.go:2012 +0x1',
    '   3: core::panicking::panic_fmt\n             at /rustc/90b35a6/library/core/src/panicking.rs:67:14',
    "\tfrom /usr/lib/ruby/gems/3.1.0/gems/rack-2.2/lib/rack.rb:3:in `call'",
    '#3 /srv/app/vendor/laravel/framework/src/Pipeline.php(141): run()',
  ];
  const own = [
    '    at placeOrder (/srv/app/src/orders.js:31:11)',
    '  File "/home/ana/shop/billing.py", line 57, in bill',
    '\tat org.example.shop.Billing.bill(Billing.java:57)',
    '   at Example.Shop.Billing.Bill(Order order) in C:\\shop\\Billing.cs:line 57',
    'main.run({0x1})\n\t/home/ana/tool/main.go:22 +0x1d',
    '   5: shop::billing::bill\n             at ./src/billing.rs:57:9',
    '#0 /srv/app/src/Billing.php(57): bill()',
  ];
  expect(library.filter((frame) => !isLibraryFrame(frame))).toEqual([]);
  expect(own.filter(isLibraryFrame)).toEqual([]);
});

test('messages, causes and both ends of a stack stay at every level but the last', async () => {
  const frames = (name: string) =>
    Array.from({ length: 20 }, (_, at) => `\tat java.util.${name}.step${at}(A.java:${at})\n`).join('');
  const text = `java.io.IOException: full\n${frames('First')}Caused by: java.lang.Error: disk\n${frames('Second')}\t... 3 more\n`;
  for (const level of ['focus', 'skeleton'] as const) {
    const shown = await textAt(openTrace, text, level);
    for (const part of ['IOException: full', 'Caused by: java.lang.Error: disk', '... 3 more'])
      expect(shown).toContain(part);
    expect(shown.match(/at java\.util\.\w+\.step(?:0|19)\(/g)).toHaveLength(4);
    expect(shown.split('\n')).toHaveLength(10);
  }
});

test('a frame that the question names stays', async () => {
  const frames = Array.from(
    { length: 30 },
    (_, at) => `    at step${at} (/app/node_modules/lib/part${at}.js:1:1)\n`,
  ).join('');
  expect(await textAt(openTrace, `Error: x\n${frames}`, 'focus', 'what is part17 doing?')).toContain('part17.js');
});

const traceLine = fc.constantFrom(
  'Error: x',
  '    at a (/app/a.js:1:1)',
  '    at b (/app/node_modules/b.js:1:1)',
  '  File "/app/a.py", line 1, in a',
  '    a()',
  '\tat java.util.List.get(List.java:1)',
  'Caused by: y',
  'main.run(0x1)',
  '\t/app/main.go:3 +0x1',
  '',
  'goroutine 1 [running]:',
);

test('drafts of any trace are well formed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(traceLine, { maxLength: 120 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
      for (const level of DRAFTED) await draftOf(openTrace, lines.join(end), level);
    }),
    { numRuns: 80 },
  );
});
