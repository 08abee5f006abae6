/** Installs what the lock file names, when that is not what `node_modules/` holds. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { HOME } from './tool.mjs';

/** Gives the exit status: 0 when everything is there. Says nothing of what went well but that it takes a while. */
export async function install() {
  const lock = join(HOME, 'package-lock.json');
  if (!existsSync(lock) || isInstalled(lock)) return 0;
  console.error('Installing the packages Broadside is built with (once) …');
  const { status, output } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], HOME);
  if (status !== 0) {
    console.error(output.trim());
    console.error('\nThe packages could not be installed. The lines above are from npm.');
  }
  return status === 0 ? 0 : 4;
}

/**
 * npm leaves in `node_modules/` what it has installed there. A package that is missing is one this machine
 * does not need when it is optional: the binary of another system.
 */
function isInstalled(lock) {
  const wanted = packagesOf(lock);
  const found = packagesOf(join(HOME, 'node_modules', '.package-lock.json'));
  if (wanted === null || found === null) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const there = found[path];
    if (there === undefined) return optional === true;
    return there.version === version && there.integrity === integrity;
  });
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
