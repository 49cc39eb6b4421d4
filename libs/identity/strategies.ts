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

  validate(username: string, password: string) {
    return this.signIn.check(username, password);
  }
}
