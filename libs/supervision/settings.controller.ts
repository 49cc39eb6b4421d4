import { Body, Controller, Get, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, type Actor } from '../kernel/index.js';
import { SupervisionSettingsStore } from './settings.js';
import { LightPreview, LightSettingsIn, LightSettingsOut, SupervisionSettingsIn, SupervisionSettingsOut } from './supervision.dto.js';

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(@Inject(SupervisionSettingsStore) private readonly settings: SupervisionSettingsStore) {}

  @Allow('supervision.read')
  @Get('supervision')
  supervision(@Acting() actor: Actor): Promise<SupervisionSettingsOut> {
    return this.settings.supervision(actor);
  }

  @Allow('setting.judge')
  @Patch('supervision')
  changeSupervision(@Acting() actor: Actor, @IfMatch() version: number, @Body() body: SupervisionSettingsIn): Promise<SupervisionSettingsOut> {
    return this.settings.changeSupervision(actor, version, body);
  }

  @Allow('assignment.read')
  @Get('lights')
  lights(@Acting() actor: Actor): Promise<LightSettingsOut> {
    return this.settings.lights(actor);
  }

  /** How many lights would be of which colour. Nothing is changed. */
  @Allow('setting.judge')
  @HttpCode(200)
  @Post('lights/preview')
  previewLights(@Acting() actor: Actor, @Body() body: LightSettingsIn): Promise<LightPreview> {
    return this.settings.previewLights(actor, body);
  }

  @Allow('setting.judge')
  @Patch('lights')
  changeLights(@Acting() actor: Actor, @IfMatch() version: number, @Body() body: LightSettingsIn): Promise<LightSettingsOut> {
    return this.settings.changeLights(actor, version, body);
  }
}
