import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, from its sources as well as from its build: data files are read from there. */
export const PROJECT_ROOT = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}: run this from the project.`);
    folder = parent;
  }
  return folder;
})();
