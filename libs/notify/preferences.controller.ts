import { Body, Controller, Get, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, IfMatch, Sensitive, type Actor } from '../kernel/index.js';
import { ChangePreferencesIn, EmailCodeIn, EmailIn, PreferencesOut } from './preference.dto.js';
import { Preferences } from './preferences.js';

@ApiTags('notifications')
@Controller('notification-preferences')
export class PreferencesController {
  constructor(@Inject(Preferences) private readonly preferences: Preferences) {}

  @Allow(ANYONE)
  @Get()
  show(@Acting() actor: Actor): Promise<PreferencesOut> {
    return this.preferences.show(actor);
  }

  @Allow(ANYONE)
  @Patch()
  change(@Acting() actor: Actor, @IfMatch() version: number, @Body() body: ChangePreferencesIn): Promise<PreferencesOut> {
    return this.preferences.change(actor, version, body);
  }

  /** Mails a code to the address; nothing else goes there until `…/email/confirm`. */
  @Allow(ANYONE)
  @Sensitive()
  @HttpCode(200)
  @Post('email')
  ask(@Acting() actor: Actor, @Body() body: EmailIn): Promise<PreferencesOut> {
    return this.preferences.ask(actor, body.email);
  }

  @Allow(ANYONE)
  @HttpCode(200)
  @Post('email/confirm')
  confirm(@Acting() actor: Actor, @Body() body: EmailCodeIn): Promise<PreferencesOut> {
    return this.preferences.confirm(actor, body.code);
  }

  @Allow(ANYONE)
  @HttpCode(200)
  @Post('email/remove')
  remove(@Acting() actor: Actor): Promise<PreferencesOut> {
    return this.preferences.forget(actor);
  }
}
