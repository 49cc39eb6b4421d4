import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { LIBS } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { LIBS: Record<string, string[]> };
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the architecture', () => {
  it('has a row for every lib, and a lib for every row', () => {
    const folders = readdirSync(join(root, 'libs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(LIBS).sort());
  });

  it('is a table without circles: a lib imports only rows above its own', () => {
    const order = Object.keys(LIBS);
    for (const [lib, allowed] of Object.entries(LIBS)) {
      for (const other of allowed) expect(order.indexOf(other)).toBeLessThan(order.indexOf(lib));
    }
  });

  it('gives every lib a door', () => {
    for (const lib of Object.keys(LIBS)) expect(readdirSync(join(root, 'libs', lib))).toContain('index.ts');
  });

  it('names no place on a machine and no private registry in what is installed and run', () => {
    for (const file of ['package.json', 'package-lock.json', 'jest.config.js', 'Dockerfile', 'docker-compose.yml']) {
      expect(read(file)).not.toMatch(/"(file|link):|\/(home|root|Users|work|mnt)\//);
    }
    const hosts = new Set([...read('package-lock.json').matchAll(/"resolved": "\w+:\/\/([^/"]+)/g)].map(([, host]) => host));
    expect([...hosts]).toEqual([]);
  });
});
