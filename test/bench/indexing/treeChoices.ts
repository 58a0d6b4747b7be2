// Which projects the trees come from: written by hand, of different houses, in versions that are pinned (npm) or that this
// Debian has. None is a project that Pith's answers are judged by.

import { join } from 'node:path';
import { LANGUAGE_CHOICES } from '../compression/packages.js';

export interface TreeChoice {
  /** Of most of its files. */
  readonly language: string;
  readonly extensions: readonly string[];
  readonly npm?: readonly string[];
  readonly debian?: readonly string[];
  /** Folders of packages that are installed anyway. */
  readonly installed?: readonly string[];
  /** The part to read, where the rest is broken on purpose (tests of a compiler) or comes from elsewhere. */
  readonly under?: readonly string[];
}

export const TREES: Readonly<Record<string, TreeChoice>> = {
  typescript: { language: 'typescript', extensions: ['.ts'], npm: ['viem@2.57.20'] },
  python: { language: 'python', extensions: ['.py'], debian: ['neutron'] },
  go: { language: 'go', extensions: ['.go'], debian: ['lxd', 'rclone'] },
  rust: { language: 'rust', extensions: ['.rs'], debian: ['rustc'], under: ['compiler', 'library'] },
  java: { language: 'java', extensions: ['.java'], debian: ['tomcat9'] },
  c: { language: 'c', extensions: ['.c', '.h'], debian: ['ffmpeg'] },
};

/** TypeScript for the edges between symbols: functions alone, namespaces of functions, and classes. */
export const EDGE_TREES: Readonly<Record<string, TreeChoice>> = {
  viem: { language: 'typescript', extensions: ['.ts'], npm: ['viem@2.57.20'] },
  effect: { language: 'typescript', extensions: ['.ts'], npm: ['effect@4.1.0'], under: ['src'] },
  ethers: { language: 'typescript', extensions: ['.ts'], npm: ['ethers@6.15.0'], under: ['src.ts'] },
  rxjs: { language: 'typescript', extensions: ['.ts'], npm: ['rxjs@7.8.2'], under: ['src'] },
};

/** Smaller ones in the other languages that ctags knows: what compression is measured on, all of it. */
export const SMALL_TREES: Readonly<Record<string, TreeChoice>> = Object.fromEntries(
  ['javascript', 'cpp', 'c-sharp', 'ruby', 'php', 'lua', 'bash'].flatMap((language) => {
    const choice = LANGUAGE_CHOICES[language];
    if (!choice) return [];
    const debian = choice.places.flatMap((place) => ('debian' in place ? [place.debian] : []));
    const installed = choice.places.flatMap((place) => ('npm' in place ? [join('node_modules', place.npm)] : []));
    return [[language, { language, extensions: choice.extensions, debian, installed }]];
  }),
);
