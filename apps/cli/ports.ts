import { createServer } from 'node:net';

/** A port that nobody listens on at the moment. */
export async function freePort(host?: string): Promise<number> {
  return listenOnce(0, host);
}

/**
 * Makes sure that `port` can be listened on.
 * @throws one line with the mend
 */
export async function assertPortFree(port: number): Promise<void> {
  await listenOnce(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Error(`Port ${port} is taken: stop the program that uses it, or choose another with PORT=${port + 1} npm start.`);
    if (error.code === 'EACCES') throw new Error(`Port ${port} is not allowed for this user: choose one above 1023, e.g. PORT=3000 npm start.`);
    throw new Error(`Port ${port} cannot be used (${error.message}): choose another with PORT=… npm start.`);
  });
}

function listenOnce(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
