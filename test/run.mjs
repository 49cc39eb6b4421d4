// `npm test`: everything a change must pass, two steps at a time. `npm test lint jest` runs only the steps so named.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (path) => join(root, 'node_modules', path);
const jest = ['--no-warnings', bin('jest/bin/jest.js')];
const OPENAPI = 'docs/openapi.json';

// Jest fills both cores by itself, so it runs alone.
const STEPS = [
  { name: 'build', command: ['apps/cli/build.mjs'] },
  { name: 'lint', command: [bin('eslint/bin/eslint.js'), '.'] },
  { name: 'types', command: [bin('typescript/bin/tsc'), '--noEmit', '--pretty', 'false'] },
  { name: 'types-web', command: [bin('typescript/bin/tsc'), '--noEmit', '--pretty', 'false', '-p', 'apps/web/tsconfig.json'] },
  { name: 'rules', command: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'migrations', 'test'] },
  { name: 'openapi', after: 'build', command: ['dist/apps/cli/main.js', 'openapi', '--check'] },
  { name: 'client', after: 'openapi', command: [bin('openapi-typescript/bin/cli.js'), OPENAPI, '-o', 'apps/web/src/api/schema.generated.ts', '--check'] },
  { name: 'redocly', after: 'openapi', command: [bin('@redocly/cli/bin/cli.js'), 'lint', OPENAPI, '--config', 'redocly.yaml'] },
  { name: 'spectral', after: 'openapi', command: [bin('@stoplight/spectral-cli/dist/index.js'), 'lint', OPENAPI, '--ruleset', '.spectral.yaml', '--fail-severity', 'warn'] },
  { name: 'jest', alone: true, command: [...jest, '--selectProjects', 'server'] },
  { name: 'journeys', alone: true, after: 'build', command: [...jest, '--selectProjects', 'journeys'] },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${STEPS.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const steps = STEPS.filter(({ name }) => !asked.length || asked.includes(name)).map((step) => ({ ...step, state: 'waiting' }));
const running = new Set();
const tests = { passed: 0, failed: 0 };
const children = new Set();
process.on('SIGINT', () => stopAll('SIGINT'));
process.on('SIGTERM', () => stopAll('SIGTERM'));

const began = Date.now();
while (steps.some(({ state }) => state === 'waiting') || running.size) {
  for (const step of steps) if (mayStart(step)) start(step);
  if (running.size) await Promise.race(running);
}
summarise();

function mayStart(step) {
  if (step.state !== 'waiting') return false;
  const before = steps.find(({ name }) => name === step.after);
  if (before?.state === 'failed' || before?.state === 'left out') {
    step.state = 'left out';
    return false;
  }
  if (before && before.state !== 'passed') return false;
  if (steps.some(({ alone, state }) => alone && state === 'running')) return false;
  return running.size < (step.alone ? 1 : 2);
}

function start(step) {
  step.state = 'running';
  step.began = Date.now();
  if (step.alone) console.log(`running   ${step.name} …`);
  const done = run(step.command).then(({ code, output }) => {
    step.seconds = (Date.now() - step.began) / 1000;
    step.state = code === 0 ? 'passed' : 'failed';
    count(output);
    console.log(line(step));
    if (code !== 0) console.log(indented(output));
    running.delete(done);
  });
  running.add(done);
}

// Jest's own summary, added up over its projects.
function count(output) {
  const summary = /^Tests: .*$/m.exec(output)?.[0] ?? '';
  for (const word of ['passed', 'failed']) tests[word] += Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0);
}

function run([script, ...args]) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      children.delete(child);
      done({ code: code ?? 1, output });
    });
  });
}

/** The linters ask their makers for news otherwise; a test run talks to nobody. */
// Nobody looks at four hundred pictures of a run that is to be quick; `npm run test:journeys` takes them.
function environment() {
  return { PICTURES: 'off', ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', FORCE_COLOR: '0' };
}

function summarise() {
  const failed = steps.filter(({ state }) => state !== 'passed');
  console.log(`\n${steps.map(line).join('\n')}\n`);
  const total = `${((Date.now() - began) / 1000).toFixed(0)} s`;
  console.log(failed.length ? `FAILED after ${total}: ${failed.map(({ name }) => name).join(', ')}` : `passed in ${total}`);
  if (tests.passed + tests.failed > 0) console.log(`${tests.passed} passed, ${tests.failed} failed`);
  process.exit(failed.length ? 1 : 0);
}

function line({ name, state, seconds }) {
  return `${state.padEnd(8)}  ${name.padEnd(10)} ${seconds === undefined ? '' : `${seconds.toFixed(1)} s`}`.trimEnd();
}

function indented(output) {
  return output.trimEnd().replace(/^/gm, '    ');
}

function stopAll(signal) {
  for (const child of children) child.kill(signal);
  process.exitCode = 130;
  setTimeout(() => process.exit(130), 5000).unref();
  steps.forEach((step) => (step.state = step.state === 'waiting' ? 'left out' : step.state));
}
