import { startApi } from '../../api/main.js';
import { serveParent } from './child.js';

/** The product as `npm start` runs it, with nothing else in its process: the schedules would blur the rounds. */
await serveParent(({ ownerUrl, dataDir }) => startApi({ port: 0, ownerUrl, dataDir, demo: false, schedules: false }));
