import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from './settings.js';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what must be read again and must not lie open in the database or in a cookie. The key is `SECRET_KEY` (32 bytes,
 * base64), else a file of the data folder that the first process makes; all replicas share it, and a backup needs it.
 */
@Injectable()
export class Sealer {
  private key: Buffer | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'dataDir'>) {}

  seal(text: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.secretKey(), nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** @returns undefined for what this key did not seal, or what was changed since */
  open(sealed: Buffer): string | undefined {
    try {
      const decipher = createDecipheriv(ALGORITHM, this.secretKey(), sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  private secretKey(): Buffer {
    this.key ??= keyFrom(process.env['SECRET_KEY'], this.environment.dataDir);
    return this.key;
  }
}

function keyFrom(given: string | undefined, dataDir: string): Buffer {
  const key = Buffer.from(given ?? keptIn(join(dataDir, 'secret.key')), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`SECRET_KEY must be ${KEY_BYTES} bytes in base64 (openssl rand -base64 ${KEY_BYTES}).`);
  return key;
}

function keptIn(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
    try {
      linkSync(whole, file); // all of it or nothing, and only the first replica's
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    } finally {
      rmSync(whole);
    }
  }
  return readFileSync(file, 'utf8');
}
