import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { ApiTokens } from './api-tokens.js';
import { Attempts } from './attempts.js';
import { AuthController } from './auth.controller.js';
import { ChangePassword } from './change-password.js';
import { OidcController } from './oidc.controller.js';
import { Oidc, oidcFromEnvironment } from './oidc.js';
import { OpenSessions } from './open-sessions.js';
import { OwnAccountController } from './own-account.controller.js';
import { PasswordStrategy } from './password.strategy.js';
import { SecondFactors } from './second-factors.js';
import { SessionsController } from './sessions.controller.js';
import { SignIn } from './sign-in.js';
import { SignInEvents } from './sign-in-events.js';
import { SignInPolicies } from './sign-in-policies.js';
import { SignInPolicyController } from './sign-in-policy.controller.js';

@Module({
  imports: [IdentityModule],
  providers: [ApiTokens, Attempts, ChangePassword, Oidc, oidcFromEnvironment, OpenSessions, PasswordStrategy, SecondFactors, SignIn, SignInEvents, SignInPolicies],
  controllers: [ApiTokensController, AuthController, OidcController, OwnAccountController, SessionsController, SignInPolicyController],
  exports: [ChangePassword, SecondFactors],
})
export class SignInModule {}
