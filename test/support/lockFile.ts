// What makes a lock file good for everybody, as a function over its JSON that returns its complaints.

export interface LockFile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

interface LockEntry {
  readonly resolved?: string;
  readonly inBundle?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Addresses of a registry hold on one machine only. And npm, asked to install on one platform, may leave the builds
 * for the others out of the lock file: `npm ci` then refuses it everywhere.
 */
export function lockProblems({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const where = path || 'the root';
    const named = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
    const missing = named.filter((name) => !isLocked(packages, path, name)).map((name) => `${where} misses ${name}`);
    return entry.resolved === undefined ? missing : [...missing, `${where} holds the address of a registry`];
  });
}

/** As Node looks a package up: in its own node_modules, then in those around it. */
function isLocked(packages: LockFile['packages'], from: string, name: string): boolean {
  const own = `${from ? `${from}/` : ''}node_modules/${name}`;
  if (Object.hasOwn(packages, own)) return true;
  if (from === '') return false;
  const outer = from.lastIndexOf('node_modules/');
  return isLocked(packages, from.slice(0, Math.max(0, outer - 1)), name);
}
