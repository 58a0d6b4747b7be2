// The WebAssembly runtime of tree-sitter: web-tree-sitter keeps one per process, in its module.
// It cannot be started a second time, so a parse is stopped before memory runs out (see `stopper.ts`).

import { readFile } from 'node:fs/promises';
import { Parser } from 'web-tree-sitter';

/** What is handed to the runtime; it adds its memory to the object and renews it whenever that grows. */
interface StartedModule {
  readonly wasmBinary: Uint8Array;
  readonly HEAPU8?: Uint8Array;
}

/** What of the runtime is used past the library, see `captured.ts`. Addresses are of bytes. */
export interface RuntimeModule {
  readonly HEAP32: Int32Array;
  /** Where nodes and answers are exchanged. */
  readonly transferBuffer: number;
  currentQueryProgressCallback: (() => boolean) | null;
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
  const module = { wasmBinary: await readFile(runtimeWasm) };
  await Parser.init(module);
  return module;
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
