/** The program as others get it: packed, and installed in a folder that knows nothing of this one. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  articleFile,
  CONFIG_FILE,
  filesIn,
  temporaryFolder,
  writeFiles,
} from './support/folder.ts';
import { programFile, startNode } from './support/program.ts';
import { HOME } from './support/home.ts';
import { npm, runTool } from './support/tools.ts';

const SITE = {
  'package.json': '{ "private": true, "type": "module" }',
  'broadside.yaml': CONFIG_FILE,
  'articles/2024-06-01-rates.md': articleFile('Rates again', 'The rates rose.\n'),
};

const SCRIPT = `
import { formatDiagnostic, openSite, type Report, type SiteOptions, UsageError } from 'broadside';

declare const process: { cwd(): string };
const root = process.cwd();
const options: SiteOptions = {
  root,
  out: root + '/by-script',
  show: { drafts: false, future: false, expired: false },
  now: '2026-01-01',
  onWait: () => {},
};
const report: Report = await openSite(options).build();
console.log(report.outcome, report.articles, typeof formatDiagnostic, typeof UsageError);
`;

/** A script of someone who has neither our settings nor the types of Node. */
const CONSUMER = {
  compilerOptions: {
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'dom'],
    types: [],
    skipLibCheck: false,
  },
};

it('the packed program builds a site elsewhere, with the default theme, and serves scripts', async () => {
  // Throws when packing would compile again: other tests use what is compiled.
  programFile();
  const folder = temporaryFolder();
  const packed = await npm(['pack', '--json', '--pack-destination', folder], HOME);
  expect(packed.status, packed.output).toBe(0);
  const [tarball = ''] = Object.keys(filesIn(folder));
  expect(tarball).toMatch(/^broadside-.*\.tgz$/);

  const site = join(folder, 'site');
  writeFiles(site, SITE);
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  const installed = await npm(['install', ...flags, join(folder, tarball)], site);
  expect(installed.status, installed.output).toBe(0);

  const built = await npm(['exec', '--offline', '--', 'broadside', 'build'], site);
  expect(built.output).toContain('Built 1 article on');
  expect(built.status, built.output).toBe(0);
  const dist = filesIn(join(site, 'dist'));
  expect(dist['2024/06/rates/index.html']).toContain('The rates rose.');
  expect(Object.keys(dist).filter((it) => it.endsWith('.css'))).not.toEqual([]);

  const own = Object.keys(filesIn(join(site, 'node_modules/broadside')));
  expect(own).toContain('templates/article.hbs');
  expect(own.filter((it) => it.startsWith('lib/browser/'))).toEqual(['lib/browser/client.js']);
  expect(own.filter((it) => /^(src|tests|tools|articles)\/|\.compiled$/.test(it))).toEqual([]);

  // The same script, checked against the types that come with it and run.
  writeFiles(site, { 'script.ts': SCRIPT, 'tsconfig.json': JSON.stringify(CONSUMER) });
  expect(await runTool('typescript', ['--project', site])).toBe(0);
  const { status, stdout, stderr } = await startNode(['script.js'], { cwd: site }).ended;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe('published 1 function function\n');
}, 300_000);
