import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { originOf } from './origin.js';
import { SignIn } from './sign-in.js';

type Request = Parameters<typeof originOf>[0] & { body: { otp?: unknown } };

/** A name, a password and perhaps a code, at sign-in only. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'password') {
  constructor(@Inject(SignIn) private readonly signIn: SignIn) {
    super({ passReqToCallback: true });
  }

  async validate(request: Request, username: unknown, password: unknown) {
    // this runs before the body is validated; PostgreSQL's text has no NUL
    if (typeof username !== 'string' || typeof password !== 'string' || username.includes('\0')) return false;
    const { otp } = request.body;
    return this.signIn.check({ username, password, otp: typeof otp === 'string' ? otp : undefined }, originOf(request));
  }
}
