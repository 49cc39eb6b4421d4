import { Body, Controller, Get, Inject, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, OWN_ACCOUNT, Sensitive, type Actor } from '../kernel/index.js';
import { ChangeSignInPolicyIn, SignInPolicyOut } from './sign-in-policy.dto.js';
import { SignInPolicies } from './sign-in-policies.js';

@ApiTags('sign-in')
@Controller('sign-in-policy')
export class SignInPolicyController {
  constructor(@Inject(SignInPolicies) private readonly policies: SignInPolicies) {}

  /** Whoever chooses a password reads what it must be. */
  @Allow(OWN_ACCOUNT)
  @Get()
  show(@Acting() actor: Actor): Promise<SignInPolicyOut> {
    return this.policies.show(actor);
  }

  @Allow('sign_in_policy.write')
  @Sensitive()
  @Patch()
  change(@Acting() actor: Actor, @IfMatch() version: number, @Body() body: ChangeSignInPolicyIn): Promise<SignInPolicyOut> {
    return this.policies.change(actor, version, body);
  }
}
