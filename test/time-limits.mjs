// The runner waits for a test for ever. Here each has its time, and whoever hangs is named.
import * as circus from 'jest-circus';
import { bind } from 'jest-each';

const USUAL_MS = 30_000;

function limited(run, ms) {
  return async () => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`It took longer than ${ms / 1000} s.`)), ms);
    });
    try {
      return await Promise.race([run(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

const test = (name, run, ms = USUAL_MS) => circus.test(name, limited(run, ms));
globalThis.it = globalThis.test = Object.assign(test, { each: bind(test), only: circus.test.only, skip: circus.test.skip });
for (const hook of ['beforeAll', 'afterAll', 'beforeEach', 'afterEach']) globalThis[hook] = (run, ms = USUAL_MS) => circus[hook](limited(run, ms));
