// The WebAssembly runtime of tree-sitter: web-tree-sitter keeps one per process, in its module.
// It cannot be started a second time, so a parse is stopped before memory runs out (see `stopper.ts`).

import { readFile } from 'node:fs/promises';
import { Parser } from 'web-tree-sitter';

/** What is handed to the runtime; it adds its memory to the object and renews it whenever that grows. */
interface RuntimeModule {
  readonly wasmBinary: Uint8Array;
  readonly HEAPU8?: Uint8Array;
}

let started: Promise<RuntimeModule> | undefined;
let running: RuntimeModule | undefined;

/** Starts the runtime, once. Throws where `runtimeWasm` cannot be read. */
export async function startRuntime(runtimeWasm: string): Promise<void> {
  started ??= start(runtimeWasm);
  try {
    running = await started;
  } catch (error) {
    started = undefined;
    throw error;
  }
}

async function start(runtimeWasm: string): Promise<RuntimeModule> {
  const module = { wasmBinary: await readFile(runtimeWasm) };
  await Parser.init(module);
  return module;
}

/** Size of the runtime's memory. It grows with the largest parse and never shrinks. */
export function runtimeBytes(): number {
  return running?.HEAPU8?.byteLength ?? 0;
}
