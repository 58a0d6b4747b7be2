// The verb `doctor`: looks at everything the index needs and says what to do where something is wrong. A check that fails
// is a finding, never an error.

import { constants } from 'node:fs';
import { access, mkdir, readFile, statfs } from 'node:fs/promises';

import { t } from '@vscode/l10n';
import type { Settings } from '../config.js';
import { repositoryAt } from '../indexing/repository.js';
import type { Workspace } from '../indexing/workspace.js';
import { LANGUAGES } from '../languages/registry.js';
import type { Languages } from '../languages/languages.js';
import {
  DOCTOR_CHECKS,
  type DoctorCheck,
  type DoctorFinding,
  type DoctorFix,
  type DoctorResult,
} from '../model/index.js';
import { completenessOf } from './indexStatus.js';

export interface DoctorServices {
  readonly settings: Settings;
  readonly workspace: Workspace;
  readonly languages: Languages;
  /** What is known of SCIP indexes; see `scip`. */
  readonly scip: () => Promise<readonly DoctorFinding[]>;
  /** Whether changes of files are reported by an editor. */
  readonly isWatched: boolean;
}

export async function examine(services: DoctorServices, only?: DoctorCheck): Promise<DoctorResult> {
  const findings: DoctorFinding[] = [];
  for (const check of DOCTOR_CHECKS) {
    if (only !== undefined && only !== check) continue;
    findings.push(...(await attempt(check, () => CHECKS[check](services))));
  }
  return { healthy: findings.every(({ status }) => status !== 'fail'), findings };
}

type Check = (services: DoctorServices) => Promise<readonly DoctorFinding[]>;

const CHECKS: Readonly<Record<DoctorCheck, Check>> = {
  config: async ({ settings }) => [
    settings.index.enabled
      ? finding('config', 'pass', t('The settings are valid.'))
      : finding('config', 'warn', t('Indexing is turned off (pith.index.enabled).'), [
          openSettings('pith.index.enabled'),
        ]),
    ...(settings.secrets.mask
      ? []
      : [
          finding('config', 'warn', t('Secrets are not masked (pith.secrets.mask).'), [
            openSettings('pith.secrets.mask'),
          ]),
        ]),
  ],
  storage: async ({ workspace }) => [await storageOf(workspace.cacheDirectory)],
  index: async ({ workspace }) =>
    workspace.all.length === 0 ? [finding('index', 'info', t('No folder is indexed.'))] : workspace.all.map(indexOf),
  watcher: async ({ isWatched }) => [await watcherOf(isWatched)],
  git: async ({ workspace }) =>
    workspace.all.map(({ name, location }) =>
      repositoryAt(location.root)
        ? finding('git', 'pass', t('{0} is a git repository; its ignore rules hold.', name))
        : finding('git', 'info', t('{0} is not the root of a git repository; ignore files hold all the same.', name)),
    ),
  scip: ({ scip }) => scip(),
  grammars: async ({ languages }) => [await grammarsOf(languages)],
};

async function attempt(
  check: DoctorCheck,
  run: () => Promise<readonly DoctorFinding[]>,
): Promise<readonly DoctorFinding[]> {
  try {
    return await run();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    return [finding(check, 'fail', t('This could not be checked ({0}).', name))];
  }
}

/** Less room than this is used up by the next large workspace. */
const LITTLE_BYTES = 500 * 1024 * 1024;

async function storageOf(directory: string): Promise<DoctorFinding> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK);
  } catch {
    return finding(
      'storage',
      'fail',
      t('The cache folder {0} cannot be written, so indexes are kept in memory.', directory),
      [
        {
          description: t('Make the folder yours'),
          command: `mkdir -p '${directory}' && chmod u+rwx '${directory}'`,
          safe: true,
          editorCommand: 'workbench.action.openSettings',
        },
      ],
    );
  }
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < LITTLE_BYTES) {
    return finding('storage', 'warn', t('The disk of the cache folder {0} is nearly full.', directory), [
      {
        description: t('Delete the indexes; they are built again'),
        command: 'pith delete-data index',
        safe: true,
        editorCommand: 'pith.deleteData',
      },
    ]);
  }
  return finding('storage', 'pass', t('The cache folder {0} can be written.', directory));
}

function indexOf(folder: Workspace['all'][number]): DoctorFinding {
  const { status, store } = folder.indexer;
  const { score, details } = completenessOf([folder]);
  if (status.problem !== undefined)
    return finding('index', 'fail', t('The index of {0} could not be brought up to date.', folder.name), [REBUILD]);
  if (status.rebuilt)
    return finding('index', 'warn', t('The index of {0} was damaged and was built anew.', folder.name));
  if (score < 0.95) return finding('index', 'warn', details ?? t('{0} is not complete.', folder.name), [WAIT]);
  const { files, symbols } = store.totals();
  return finding('index', 'pass', t('{0}: {1} files and {2} symbols are indexed.', folder.name, files, symbols));
}

const REBUILD: DoctorFix = {
  get description() {
    return t('Build the index anew');
  },
  command: 'pith index --rebuild',
  safe: true,
  editorCommand: 'pith.rebuildIndex',
};

const WAIT: DoctorFix = {
  get description() {
    return t('Bring the index up to date');
  },
  command: 'pith index',
  safe: true,
  editorCommand: 'pith.rebuildIndex',
};

/** Fewer than VS Code asks for in its own documentation. */
const FEW_WATCHES = 65_536;

async function watcherOf(isWatched: boolean): Promise<DoctorFinding> {
  if (!isWatched)
    return finding(
      'watcher',
      'info',
      t('A terminal looks at the files at each command; "pith index --watch" keeps watching.'),
    );
  const most =
    process.platform === 'linux' ? Number(await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8')) : Infinity;
  if (most >= FEW_WATCHES) return finding('watcher', 'pass', t('Changes of files are reported by the editor.'));
  return finding(
    'watcher',
    'warn',
    t('The system watches at most {0} files, so changes may be missed until the next look.', most),
    [{ description: t('Raise the limit'), command: 'sudo sysctl fs.inotify.max_user_watches=524288', safe: false }],
  );
}

async function grammarsOf(languages: Languages): Promise<DoctorFinding> {
  const broken: string[] = [];
  for (const language of LANGUAGES) {
    try {
      await languages.check('', language);
    } catch {
      // That it does not load is the finding.
      broken.push(language.name);
    }
  }
  if (broken.length === 0) return finding('grammars', 'pass', t('All {0} grammars can be read.', LANGUAGES.length));
  return finding('grammars', 'fail', t('These grammars cannot be read: {0}. Install Pith again.', broken.join(', ')));
}

const openSettings = (key: string): DoctorFix => ({
  description: t('Open the setting {0}', key),
  command: `code --open-url "vscode://settings/${key}"`,
  safe: true,
  editorCommand: 'workbench.action.openSettings',
});

/** The indexers of SCIP, by the manifest that says which language a folder is of. */
const SCIP_COMMANDS: readonly (readonly [manifest: string, command: string])[] = [
  ['package.json', 'npx @sourcegraph/scip-typescript index'],
  ['pyproject.toml', 'npx @sourcegraph/scip-python index'],
  ['go.mod', 'scip-go'],
  ['Cargo.toml', 'rust-analyzer scip .'],
  ['pom.xml', 'scip-java index'],
];

/** A SCIP index that is far behind answers for few files. */
const OLD_FRESHNESS = 0.7;

export async function scipFindings(folders: Workspace['all']): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const { name, scip, indexer } of folders) {
    await scip.open();
    const manifests = new Set(indexer.store.modules().map(({ by }) => by));
    const command = SCIP_COMMANDS.find(([manifest]) => manifests.has(manifest))?.[1];
    const again = command === undefined ? [] : [{ description: t('Make the SCIP index again'), command, safe: true }];
    if (scip.problem !== undefined) findings.push(finding('scip', 'warn', scip.problem, again));
    else if (!scip.status)
      findings.push(finding('scip', 'info', t('{0} has no SCIP index; references come from its own index.', name)));
    else {
      const { freshness, documents, note = '' } = scip.status;
      const message = t('{0}: a SCIP index of {1} files is used. {2}', name, documents, note).trim();
      findings.push(
        freshness < OLD_FRESHNESS ? finding('scip', 'warn', message, again) : finding('scip', 'pass', message),
      );
    }
  }
  return findings;
}

/** For checks that live elsewhere. */
export function finding(
  check: DoctorCheck,
  status: DoctorFinding['status'],
  message: string,
  fixes: readonly DoctorFix[] = [],
): DoctorFinding {
  return { check, status, message, fixes };
}
