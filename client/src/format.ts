// How counts are written for people: `~1,204`, `−68 %`, `12.4K`. Numbers only, so that it knows neither VS Code nor a
// language; sentences around them are made where they are shown.

/** `1,204`, with `~` in front of what is only an estimate. */
export function formatTokens(tokens: number, exact: boolean, locale: string): string {
  return `${exact ? '' : '~'}${new Intl.NumberFormat(locale).format(tokens)}`;
}

/** `12.4K`: for places where every letter counts. */
export function formatShort(tokens: number, exact: boolean, locale: string): string {
  const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return `${exact ? '' : '~'}${format.format(tokens)}`;
}

/**
 * The share that was saved, as `−68 %`. Cut, not rounded, so that it never promises more than was saved;
 * one decimal below 1 % and above 99 %, where a whole number would say "nothing" or "everything".
 */
export function formatSavedPercent(percent: number, locale: string): string {
  const digits = percent < 1 || percent > 99 ? 1 : 0;
  const cut = Math.floor(percent * 10 ** digits) / 10 ** digits;
  return `−${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(Math.max(0, cut))} %`;
}

/** Share of `before` that `after` does without, 0–100. */
export function savedPercent(before: number, after: number): number {
  return before === 0 ? 0 : ((before - after) / before) * 100;
}

/** `12.3 MB`, in powers of 1,000 as file managers count. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1000 ** power);
}

/** `1,204`: counts of files, symbols and the like. */
export const formatCount = (count: number, locale: string): string => new Intl.NumberFormat(locale).format(count);

/** `98 %` of a share from 0 to 1. Cut, not rounded: 100 % is all of it. */
export function formatShare(share: number, locale: string): string {
  // 0.29 × 100 is a hair less than 29.
  const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100 + 1e-9);
  return `${new Intl.NumberFormat(locale).format(percent)} %`;
}

/** `35 ms`, `1.4 sec`, `12 sec`, `3 min`. */
export function formatElapsed(ms: number, locale: string): string {
  const [value, unit] = elapsedIn(ms);
  const maximumFractionDigits = unit !== 'millisecond' && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits }).format(value);
}

function elapsedIn(ms: number): readonly [value: number, unit: 'millisecond' | 'second' | 'minute'] {
  if (ms < 1_000) return [ms, 'millisecond'];
  return ms < 120_000 ? [ms / 1_000, 'second'] : [ms / 60_000, 'minute'];
}
