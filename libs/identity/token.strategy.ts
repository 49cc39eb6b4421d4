import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-http-bearer';
import { Sessions, type Identity } from './sessions.js';

/** A session's token, from `Authorization: Bearer` or from the browser's cookie. */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, 'token') {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {
    super({ passReqToCallback: true });
  }

  async validate(request: { headers: Record<string, string | undefined> }, token: string): Promise<Identity | false> {
    return (await this.sessions.find(token, request.headers['x-background'] === undefined)) ?? false;
  }
}
