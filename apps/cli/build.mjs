// Builds server and console into dist/, each only when its sources are others than at its last build.
// `node apps/cli/build.mjs` builds both; what has no sources here is left alone. With --if-possible (`npm ci` runs that)
// a failure is told and not fatal: the install is good, and `npm start` or `npm test` will say what is wrong.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

const PARTS = [
  {
    name: 'server',
    sources: ['apps/api', 'apps/cli', 'apps/worker', 'libs', 'migrations', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'],
    needs: 'apps/api/main.ts',
    makes: 'dist/apps/cli/start.js',
    // The compiler leaves the output of a source that is gone, and a removed migration must not run.
    clears: ['apps', 'libs', 'migrations', '.tsbuildinfo'],
    command: ['@nestjs/cli/bin/nest.js', 'build', 'api'],
  },
  {
    name: 'console',
    sources: ['apps/web'],
    needs: 'apps/web/vite.config.ts',
    makes: 'dist/web/index.html',
    clears: ['web'],
    command: ['vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'],
  },
];

/**
 * @param {(line: string) => void} report one line per part that is built
 * @throws {Error} with the compiler's words
 */
export async function buildWhatChanged(report) {
  const pending = PARTS.filter((part) => existsSync(join(root, part.needs)) && !isBuilt(part));
  if (!pending.length) return;
  const release = await takeBuildLock(report);
  try {
    await Promise.all(pending.filter((part) => !isBuilt(part)).map((part) => build(part, report)));
  } finally {
    release();
  }
}

async function build(part, report) {
  const began = Date.now();
  const fingerprint = fingerprintOf(part.sources);
  report(`building the ${part.name} …`);
  for (const name of part.clears) rmSync(join(dist, name), { recursive: true, force: true });
  const output = await run(part.command);
  if (part.name === 'server') mendImports();
  if (!existsSync(join(root, part.makes))) throw new Error(`The ${part.name}'s build did not make ${part.makes}.\n${output}`);
  writeFileSync(stampOf(part), fingerprint);
  report(`built the ${part.name} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/**
 * The Swagger plugin finds the file of another type by its absolute path. Where the project's path is not plain ASCII,
 * TypeScript escapes it (`\u8BD5`), the plugin takes the backslash for a Windows separator (`/u8BD5`), and the import leads
 * nowhere: up to the first folder that is not ASCII, and down a path that does not exist. Here it is led back into dist.
 */
function mendImports() {
  const folders = root.split('/');
  const first = folders.findIndex((folder) => /[\u0080-\uffff]/.test(folder));
  if (first < 0) return;
  const escape = (letter) => `/u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  // the path was normalised as well: no slash stands twice, nor first after the dots
  const escaped = folders.slice(first).join('/').replace(/[\u0080-\uffff]/g, escape).replace(/\/+/g, '/').replace(/^\//, '');
  const astray = new RegExp(`"(?:\\.\\./)+${escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'g');
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    const path = join(dist, file);
    const text = readFileSync(path, 'utf8');
    const mended = text.replace(astray, `"${relative(dirname(path), dist).split(sep).join('/') || '.'}/`);
    if (mended !== text) writeFileSync(path, mended);
  }
}

const stampOf = (part) => join(dist, `.${part.name}-built-from`);

function isBuilt(part) {
  if (!existsSync(join(root, part.makes)) || !existsSync(stampOf(part))) return false;
  return readFileSync(stampOf(part), 'utf8') === fingerprintOf(part.sources);
}

/** By content, not by time: a copy, a checkout and a restored backup change times and nothing else. */
function fingerprintOf(sources) {
  const hash = createHash('sha256').update(readIfThere(join(root, 'package-lock.json')));
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory()) return hash.update(path.slice(root.length)).update(readFileSync(path));
    for (const name of readdirSync(path).sort()) if (!name.endsWith('.spec.ts')) visit(join(path, name));
  };
  sources.forEach((source) => visit(join(root, source)));
  return hash.digest('hex');
}

const readIfThere = (path) => (existsSync(path) ? readFileSync(path) : '');

function run([script, ...args]) {
  const program = join(root, 'node_modules', script);
  if (!existsSync(program)) throw new Error('The build tools are not installed: run `npm ci` in the project folder.');
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done(output) : failed(new Error(`The build failed (${script} ${args.join(' ')}):\n${output}`))));
  });
}

/** Two starts at once must not write the same files: the second waits for the first, and then has nothing to do. */
async function takeBuildLock(report) {
  const lock = join(dist, '.building');
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code === 'EACCES' || error.code === 'EROFS') throw new Error(`Cannot write to ${dist} (${error.code}): start as the user who owns the project folder.`, { cause: error });
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readIfThere(lock).toString());
    if (holder && !isAlive(holder)) rmSync(lock, { force: true });
    else {
      if (!told) report(`waiting for the build of process ${holder} …`);
      await sleep(300);
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildWhatChanged((line) => console.log(line)).catch((error) => {
    console.error(error.message);
    process.exitCode = process.argv.includes('--if-possible') ? 0 : 1;
  });
}
