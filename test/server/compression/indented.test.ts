import { describe, expect, test } from 'vitest';
import { openIndented } from '../../../server/src/compression/indented.js';
import { draftOf } from '../../support/blocks.js';

const SWIFT = `import Foundation

// Uploads files.
class Uploader: NSObject {
    private var queue: [String] = []

    func add(_ path: String) {
        if queue.contains(path) {
            return
        }
        queue.append(path)
        queue.sort()
        print("added", path)
    }

    func flush() async throws -> Int {
        var sent = 0
        while let next = queue.popLast() {
            try await send(next)
            sent += 1
        }
        return sent
    }
}

func send(_ path: String) async throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    var request = URLRequest(url: URL(string: "https://example.com")!)
    request.httpMethod = "POST"
    request.httpBody = data
    _ = try await URLSession.shared.data(for: request)
}
`;

const draft = async (text: string, level: 'focus' | 'skeleton' | 'outline', question?: string) =>
  (await draftOf(openIndented, text, level, question))?.text ?? text;

describe('code in a language without a grammar', () => {
  test('bodies go, headers and members stay', async () => {
    const text = await draft(SWIFT, 'skeleton');
    for (const header of ['class Uploader', 'private var queue', 'func add(', 'func flush()', 'func send('])
      expect(text).toContain(header);
    for (const inside of ['queue.sort()', 'popLast', 'httpMethod']) expect(text).not.toContain(inside);
    expect(text).toMatch(/\n {8}… 6 lines pith:\d{12}:8-13\n {4}\}\n/);
  });

  test('the question decides what stays in full', async () => {
    const text = await draft(SWIFT, 'focus', 'how does flush send what is in the queue');
    expect(text).toContain('queue.popLast()');
    expect(text).not.toContain('queue.sort()');
  });

  test('the outline is headers with their lines', async () => {
    expect(await draft(SWIFT, 'outline')).toMatch(
      /^… 32 lines pith:\d{12}:1-32\n7 func add\(_ path: String\) \{\n16 func flush.*\n26 func send.*\n$/,
    );
  });

  test('line ends and tabs stay as they are', async () => {
    const text = await draft(SWIFT.replaceAll('    ', '\t').replaceAll('\n', '\r\n'), 'skeleton');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text).toContain('\r\n\t\t… 6 lines');
  });
});

test('text without indentation falls to the rules of prose', async () => {
  expect(await draft('one\ntwo\nthree\n', 'skeleton')).toBe('one\ntwo\nthree\n');
  expect(await draft('', 'skeleton')).toBe('');
});
