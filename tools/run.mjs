/**
 * What every npm script runs: sets up whatever is missing, then does what was asked for. Uses Node's own
 * modules and no shell, so that it works before anything is installed, and on Windows.
 *
 *     node tools/run.mjs build|watch|check|clean [options]    the program, on the publication here
 *     node tools/run.mjs test [files]                         types, lint, format, tests
 *     node tools/run.mjs lint | format | compile
 */
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Broadside needs Node 20.19 or newer, and this is ${process.versions.node}. Newer ones are at https://nodejs.org/`,
  );
  process.exitCode = 2;
} else {
  const { run } = await import('./tasks.mjs');
  process.exitCode = await run(process.argv.slice(2));
}
