// The WebAssembly runtime of tree-sitter: web-tree-sitter keeps one per process, in its module.
// It cannot be started a second time, so a parse is stopped before memory runs out (see `stopper.ts`).

import { readFile } from 'node:fs/promises';
import { Parser } from 'web-tree-sitter';

/** As much of it as is used here; Node's types leave it to those of browsers. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  readonly Instance: new (module: object, imports: Imports) => object;
};

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What is handed to the runtime; it adds its memory to the object and renews it whenever that grows. */
interface StartedModule {
  instantiateWasm?: (imports: Imports, receive: (instance: object, module: object) => void) => void;
  readonly HEAPU8?: Uint8Array;
}

/** What of the runtime is used past the library, see `captured.ts`. Addresses are of bytes. */
export interface RuntimeModule {
  readonly HEAP32: Int32Array;
  readonly HEAPU8: Uint8Array;
  /** Where nodes and answers are exchanged. */
  readonly transferBuffer: number;
  currentQueryProgressCallback: (() => boolean) | null;
  /** Set by the library while it parses: the text from an offset on, and whether to stop. */
  readonly currentParseCallback: ((index: number) => string) | null;
  readonly currentProgressCallback: (() => boolean) | null;
  _ts_init(): number;
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_query_matches_wasm(query: number, tree: number, ...limits: number[]): void;
  _ts_node_end_index_wasm(tree: number): number;
  _ts_node_symbol_wasm(tree: number): number;
  _ts_node_has_error_wasm(tree: number): number;
  _ts_node_child_by_field_id_wasm(tree: number, field: number): void;
  _ts_node_named_child_wasm(tree: number, index: number): void;
  _free(address: number): void;
}

let started: Promise<StartedModule> | undefined;
let running: (StartedModule & RuntimeModule) | undefined;

/** Starts the runtime, once. Throws where `runtimeWasm` cannot be read. */
export async function startRuntime(runtimeWasm: string): Promise<void> {
  started ??= start(runtimeWasm);
  try {
    running = prepared(await started);
  } catch (error) {
    started = undefined;
    throw error;
  }
}

async function start(runtimeWasm: string): Promise<StartedModule> {
  const compiled = await WebAssembly.compile(await readFile(runtimeWasm));
  const module: StartedModule = {
    instantiateWasm: (imports, receive) => {
      const env = { ...imports.env, ...quickCallbacks(module as RuntimeModule) };
      receive(new WebAssembly.Instance(compiled, { ...imports, env }), compiled);
    },
  };
  await Parser.init(module);
  return module;
}

/** Of every so many times that the runtime asks whether to stop, about each 10 µs, one is answered by a look. */
const ASKED_IN_VAIN = 8;
/** Bytes of the buffer that the parser reads a text from; the last two stay free. */
const INPUT_BYTES = 10 * 1024 - 2;
const UTF16_BYTES = 2;

/**
 * What the runtime calls while it works. The library's own callbacks write a text to memory letter by letter and make an
 * object for each question, which is a twentieth of a parse.
 */
function quickCallbacks(runtime: RuntimeModule): Record<string, unknown> {
  let memory: Buffer = Buffer.alloc(0);
  let asked = 0;
  const isTime = (): boolean => ++asked % ASKED_IN_VAIN === 0;
  return {
    tree_sitter_parse_callback: (
      buffer: number,
      index: number,
      _row: number,
      _column: number,
      length: number,
    ): void => {
      const text = runtime.currentParseCallback?.(index) ?? '';
      if (memory.buffer !== runtime.HEAPU8.buffer) memory = Buffer.from(runtime.HEAPU8.buffer);
      memory.write(text, buffer, Math.min(INPUT_BYTES, text.length * UTF16_BYTES), 'utf16le');
      memory.writeUInt32LE(text.length, length);
    },
    tree_sitter_progress_callback: (): boolean => isTime() && runtime.currentProgressCallback?.() === true,
    tree_sitter_query_progress_callback: (): boolean => isTime() && runtime.currentQueryProgressCallback?.() === true,
  };
}

/** The library initializes the runtime once; a second time only tells where the buffer is. */
function prepared(module: StartedModule): StartedModule & RuntimeModule {
  const whole = module as StartedModule & RuntimeModule;
  if (whole.transferBuffer === undefined) Object.assign(whole, { transferBuffer: whole._ts_init() });
  return whole;
}

/** Throws where nothing has been parsed yet. */
export function runningModule(): RuntimeModule {
  if (!running) throw new Error('the runtime is not started');
  return running;
}

/** Size of the runtime's memory. It grows with the largest parse and never shrinks. */
export function runtimeBytes(): number {
  return running?.HEAPU8?.byteLength ?? 0;
}
