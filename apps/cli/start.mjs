// What `npm start` runs. Plain JavaScript for any Node from 20 on: the project's own Node 24 comes with `npm ci`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhatChanged } from './build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (Number.parseInt(process.versions.node, 10) >= 22) {
  await start();
} else if (existsSync(ownNode)) {
  startAgainWithOwnNode();
} else {
  fail('This needs Node 24, which `npm ci` installs: run `npm ci` in the project folder, then `npm start`.');
}

async function start() {
  try {
    await buildWhatChanged((line) => console.log(line));
    const { start: startEverything } = await import('../../dist/apps/cli/start.js');
    await startEverything(root);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function startAgainWithOwnNode() {
  // The open channel tells the child when this process is killed: it then stops everything in order.
  const child = spawn(ownNode, [...process.execArgv, fileURLToPath(import.meta.url)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
