import './typescript-hooks.mjs';

export default async function setUp() {
  const { startTestServer } = await import('./test-server.js');
  globalThis.stopTestServer = await startTestServer();
}
