// Credentials with a fixed form that secretlint's recommended rules leave out. Each pattern starts at the edge of a
// word, so that none is tried inside the runs of letters it could otherwise scan again and again.

import type { Span } from '../model/block.js';

const PATTERNS: readonly RegExp[] = [
  // AWS access key ids (docs.aws.amazon.com/IAM, unique identifiers); Amazon's own example is no secret.
  /\b(?:AKIA|ASIA)(?!IOSFODNN7EXAMPLE)[A-Z2-7]{16}\b/g,
  // Google API keys (github.com/google, "AIza" and 35 characters).
  /(?<![\w-])AIza[\w-]{35}(?![\w-])/g,
  // Google OAuth client secrets and access tokens.
  /(?<![\w-])GOCSPX-[\w-]{28}(?![\w-])/g,
  /(?<![\w-])ya29\.[\w-]{40,2000}/g,
  // Account keys of Azure Storage: 64 bytes in base64 (learn.microsoft.com, storage connection strings).
  /(?<=\b(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{43,86}={1,2}/g,
  // PyPI, HashiCorp Vault and DigitalOcean: prefixes of their own (pypi.org/help, developer.hashicorp.com/vault).
  /(?<![\w-])pypi-AgE[\w-]{50,2000}/g,
  /(?<![\w-])hv[sb]\.[\w-]{24,2000}/g,
  /(?<![\w-])do[opr]_v1_[0-9a-f]{64}(?!\w)/g,
  // JSON web tokens: header and payload both begin with `{"` in base64.
  /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}\.[\w-]{16,2000}(?![\w-])/g,
  // Tokens in .npmrc, which secretlint looks for in files of that name only.
  /(?<=_authToken=["']?)[^\s"'$<{][^\s"'<{]{15,400}/g,
  // Authorization headers with an opaque token.
  /(?<=\bauthorization["']?\s{0,8}[:=]\s{0,8}["']?(?:bearer|basic|token)\s{1,8})[\w.~+/-]{16,4000}={0,2}/gi,
];

export function findTokens(text: string): Span[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: token }) => ({ start: index, end: index + token.length })),
  );
}
