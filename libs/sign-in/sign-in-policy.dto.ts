import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PROFILE_NAMES } from './password.rules.js';
import { SECOND_FACTOR_RULES } from './sign-in-policy.entity.js';

export class ChangeSignInPolicyIn {
  @IsOptional() @IsIn(PROFILE_NAMES)
  passwordProfile?: (typeof PROFILE_NAMES)[number];
  @IsOptional() @IsIn(SECOND_FACTOR_RULES)
  secondFactor?: (typeof SECOND_FACTOR_RULES)[number];
  /** Minutes without a request after which a session ends. */
  @IsOptional() @IsInt() @Min(5) @Max(720)
  idleMinutes?: number;
}

export class PasswordProfileOut {
  name!: string;
  zh!: string;
  en!: string;
  source!: string;
  minLength!: number;
  maxLength!: number;
  minClasses!: number;
  maxAgeDays!: number | null;
  history!: number;
}

export class SignInPolicyOut {
  passwordProfile!: string;
  secondFactor!: string;
  idleMinutes!: number;
  /** Every profile there is, with what it asks for. */
  profiles!: PasswordProfileOut[];
  version!: number;
  abilities!: string[];
}
