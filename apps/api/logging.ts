import type { LoggerService } from '@nestjs/common';
import pino from 'pino';

/**
 * Logs as lines of JSON: what happened, with the trace id of the request. No personal datum, no token, no values of a
 * query: an error of the database carries them, so they are cut out.
 */
export class JsonLog implements LoggerService {
  private readonly pino = pino({
    level: process.env['LOG_LEVEL'] ?? (process.env['NODE_ENV'] === 'test' ? 'silent' : 'warn'),
    redact: ['parameters', 'query', 'detail', 'where', 'driverError'].map((field) => `err.${field}`),
  });

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  /** Nest puts the name of who speaks last. */
  private write(level: 'info' | 'warn' | 'error' | 'debug', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof message !== 'object' || message === null) return this.pino[level]({ context }, String(message));
    this.pino[level]({ context, ...message }, rest.length > 1 ? String(rest[0]) : undefined);
  }
}
