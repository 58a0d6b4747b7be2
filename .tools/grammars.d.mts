export const runtimeWasm: string;
export function copyGrammars(): string[];
