// `npm run promises`: runs the promises' tests at full reach and writes docs/promises.md with what was measured, and on what.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'changai-promises-'));
const results = join(folder, 'results.json');
const { status } = spawnSync(
  process.execPath,
  ['--no-warnings', 'node_modules/jest/bin/jest.js', '--selectProjects', 'server', '--runInBand',
    '--testPathPatterns', 'test/promises', '--json', '--outputFile', results],
  { cwd: root, stdio: 'inherit', env: { ...process.env, PROMISES: 'full' } },
);
const { testResults } = JSON.parse(readFileSync(results, 'utf8'));
rmSync(folder, { recursive: true });

const files = testResults.map(({ name, assertionResults, startTime, endTime }) => {
  const rows = assertionResults.map((t) => `| ${t.status === 'passed' ? '✓' : '✗'} | ${[...t.ancestorTitles, t.title].join(' · ')} | ${((t.duration ?? 0) / 1000).toFixed(1)} s |`);
  return `## ${name.slice(root.length)} (${((endTime - startTime) / 1000).toFixed(0)} s)\n\n| | promise | took |\n|---|---|---|\n${rows.sort().join('\n')}\n`;
});
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
writeFileSync(
  join(root, 'docs/promises.md'),
  `# Promises, as measured\n\nWritten by \`npm run promises\` on ${new Date().toISOString().slice(0, 10)}, on ${machine}.\n\n${files.sort().join('\n')}`,
);
process.exit(status ?? 1);
