import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeInstanceLock } from './instance-lock.js';

let dataDir: string;
const lock = () => join(dataDir, 'launcher.lock');
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), '锁 '))));
afterEach(() => rmSync(dataDir, { recursive: true }));

describe('the lock on the data folder', () => {
  it('refuses a second launcher and says where the first one is', () => {
    const release = takeInstanceLock(dataDir, 3000);
    expect(() => takeInstanceLock(dataDir, 3001)).toThrow(/Already running .* \(process \d+\): open http:\/\/localhost:3000/);
    release();
    expect(existsSync(lock())).toBe(false);
    takeInstanceLock(dataDir, 3001)();
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, began: '1', port: 3000 })],
    ['a process number that now belongs to another', JSON.stringify({ pid: process.pid, began: 'another time', port: 3000 })],
    ['half a file', '{"pid":'],
  ])('is taken over from %s', (_, content) => {
    writeFileSync(lock(), content);
    const release = takeInstanceLock(dataDir, 3002);
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid, port: 3002 });
    release();
  });
});
