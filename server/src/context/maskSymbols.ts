// Secrets in what is told of symbols: a signature may hold a value, and a comment anything.

import type { SecretMasker } from '../indexing/secrets.js';
import type { SymbolInfo } from '../model/index.js';

/** The same symbols; those with secrets in their signature or comment without them. Nothing is done without a masker. */
export async function maskSymbols(
  symbols: readonly SymbolInfo[],
  masker: SecretMasker | undefined,
): Promise<readonly SymbolInfo[]> {
  const lines = symbols.flatMap(({ signature, doc = '' }) => [signature, doc]);
  if (!masker || lines.length === 0) return symbols;
  // In one go, because each look at a text costs the same however short it is.
  const { text, count } = await masker.mask(lines.join('\n'), []);
  if (count === 0) return symbols;
  const masked = text.split('\n');
  if (masked.length !== lines.length) return Promise.all(symbols.map((symbol) => maskAlone(symbol, masker)));
  return symbols.map((symbol, at) => withTexts(symbol, masked[2 * at] ?? '', masked[2 * at + 1] ?? ''));
}

export async function maskSymbol(symbol: SymbolInfo, masker: SecretMasker | undefined): Promise<SymbolInfo> {
  const [masked = symbol] = await maskSymbols([symbol], masker);
  return masked;
}

/** Where texts have lines of their own, or a secret goes over several. */
async function maskAlone(symbol: SymbolInfo, masker: SecretMasker): Promise<SymbolInfo> {
  const signature = await masker.mask(symbol.signature, []);
  const doc = await masker.mask(symbol.doc ?? '', []);
  return withTexts(symbol, signature.text, doc.text);
}

const withTexts = (symbol: SymbolInfo, signature: string, doc: string): SymbolInfo => ({
  ...symbol,
  signature,
  ...(symbol.doc !== undefined && { doc }),
});
