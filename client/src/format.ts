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
