// The lines of stack traces, in the notations of the runtimes people paste from: which lines are a frame, which of them
// belong together, and whether a frame is the user's own code or a library's. One table row a notation.

interface Notation {
  /** First line of a frame. */
  readonly frame: RegExp;
  /** Lines after it that belong to it, and how many at most. */
  readonly more?: RegExp;
  readonly maxMore?: number;
  /** True where a line is only a frame if `more` follows. */
  readonly needsMore?: boolean;
}

const NOTATIONS: readonly Notation[] = [
  // Python: the place, then the source line and its carets, indented deeper.
  { frame: /^\s*File "[^"]*", line \d+/, more: /^\s{3,}(?!File ")\S/, maxMore: 3 },
  // JavaScript, Java, Kotlin, Scala, C#.
  { frame: /^\s*(?:│\s*)?at (?:async |new |static )?[\w$.<>[\]#/@:-]+(?: |\(|$|\.)/ },
  { frame: /^\s*at .{0,200}(?:\(.{0,300}:\d+\)|:\d+:\d+\)?)\s*$/ },
  // Go: the function, then the place behind a tab.
  { frame: /^\S[^\s]{0,200}\(.{0,400}\)$/, more: /^\t\S.*\.(?:go|s):\d+/, maxMore: 1, needsMore: true },
  { frame: /^created by \S+/, more: /^\t\S.*\.(?:go|s):\d+/, maxMore: 1, needsMore: true },
  // Rust: number and function, then the place.
  { frame: /^\s*\d+:\s+(?:0x[0-9a-f]+ - )?\S/, more: /^\s+at \S+:\d+/, maxMore: 1, needsMore: true },
  { frame: /^\s*\d+:\s+(?:0x[0-9a-f]+ - )?[\w<][\w<>]*(?:::|<)/ },
  // Ruby, old and new.
  { frame: /^\s+(?:\d+: )?from \S.*:\d+:in / },
  { frame: /^\s*\S+\.rb:\d+:in [`'][^:]*$/ },
  // PHP, gdb, lldb, Dart.
  { frame: /^\s*#\d+\s+(?:0x[0-9a-f]+ |\{main\}|\[internal|\S.{0,300}(?:\(|:\d+))/ },
  { frame: /^\s*(?:\* )?frame #\d+: \S/ },
];

/** Number of lines of the frame that starts at `line`; 0 where none does. */
export function frameLength(lineAt: (line: number) => string | undefined, line: number): number {
  const text = lineAt(line);
  if (text === undefined) return 0;
  for (const { frame, more, maxMore = 0, needsMore } of NOTATIONS) {
    if (!frame.test(text)) continue;
    let length = 1;
    while (length <= maxMore && more?.test(lineAt(line + length) ?? '')) length++;
    if (length > 1 || !needsMore) return length;
  }
  return 0;
}

/** Places and packages that belong to a runtime, a framework or a package manager. */
const LIBRARY = new RegExp(
  [
    // JavaScript.
    'node_modules/|node_modules\\\\|\\(?node:|\\(internal/|internal/modules/|\\(native\\)|<anonymous>\\)?$|webpack/(?:bootstrap|runtime)',
    // Python.
    'site-packages|dist-packages|[/\\\\]lib[/\\\\]python\\d|[/\\\\]Python\\d+[/\\\\]Lib[/\\\\]|<frozen ',
    // Java, Kotlin, Scala: the first name of the package, after a module if there is one.
    '^\\s*at (?:[\\w.@-]*/{1,2})?(?:java|javax|jakarta|jdk|sun|com\\.sun|kotlin|kotlinx|scala|groovy|clojure|org\\.junit|junit|org\\.testng|org\\.mockito|org\\.gradle|org\\.apache|org\\.springframework|org\\.hibernate|org\\.eclipse|org\\.jboss|io\\.netty|io\\.undertow|reactor|io\\.reactivex|com\\.google\\.common|com\\.fasterxml|android|androidx|dalvik|com\\.android)\\.',
    // C#.
    '^\\s*at (?:System|Microsoft|Xunit|NUnit)\\.',
    // Go, Rust.
    '/usr/(?:local/)?(?:lib/)?go[^/]*/src/|/go/pkg/mod/|^(?:runtime|testing|net/http|reflect|sync)\\.',
    '/rustc/|/\\.cargo/registry/|/library/(?:std|core|alloc|test)/|^\\s*\\d+:\\s+(?:0x[0-9a-f]+ - )?<?(?:std|core|alloc|test|tokio|rust_begin_unwind|__libc|_start|clone|start_thread)\\b',
    // Ruby, PHP, C.
    '/gems/|<internal:|/lib/ruby/|/vendor/|\\bin (?:__libc_start|_start|start_thread|clone)\\b',
  ].join('|'),
  'm',
);

export const isLibraryFrame = (frame: string): boolean => LIBRARY.test(frame);
