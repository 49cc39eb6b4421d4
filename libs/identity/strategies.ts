import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { Strategy as LocalStrategy } from 'passport-local';
import { Sessions, type Identity } from './sessions.js';
import { SignIn } from './sign-in.js';

/** A session's token, from `Authorization: Bearer` or from the browser's cookie. */
@Injectable()
export class TokenStrategy extends PassportStrategy(BearerStrategy, 'token') {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {
    super();
  }

  async validate(token: string): Promise<Identity | false> {
    return (await this.sessions.find(token)) ?? false;
  }
}

/** A name and a password, at sign-in only. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(LocalStrategy, 'password') {
  constructor(@Inject(SignIn) private readonly signIn: SignIn) {
    super();
  }

  async validate(username: unknown, password: unknown) {
    // this runs before the body is validated; PostgreSQL's text has no NUL
    if (typeof username !== 'string' || typeof password !== 'string' || username.includes('\0')) return false;
    return this.signIn.check(username, password);
  }
}
