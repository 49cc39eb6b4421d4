import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, Sensitive, type Actor } from '../kernel/index.js';
import { RoleHistory, RoleMatrix, RoleOut, RoleTransitionIn, UpdateRoleIn } from './role.dto.js';
import { RoleMatrices } from './role-matrix.js';

@ApiTags('roles')
@Controller('roles')
export class RolesController {
  constructor(@Inject(RoleMatrices) private readonly roles: RoleMatrices) {}

  @Allow('role.read')
  @Get()
  matrix(@Acting() actor: Actor): Promise<RoleMatrix> {
    return this.roles.matrix(actor);
  }

  @Allow('role.read')
  @Get(':code/history')
  history(@Acting() actor: Actor, @Param('code') code: string): Promise<RoleHistory> {
    return this.roles.history(actor, code);
  }

  @Allow('role.write')
  @Sensitive()
  @Patch(':code')
  adjust(@Acting() actor: Actor, @Param('code') code: string, @IfMatch() version: number, @Body() body: UpdateRoleIn): Promise<RoleOut> {
    return this.roles.adjust(actor, code, version, body);
  }

  /** Takes every adjustment back: what the release gives the role, now and with releases to come. */
  @Allow('role.write')
  @Sensitive()
  @HttpCode(200)
  @Post(':code/transitions')
  reset(@Acting() actor: Actor, @Param('code') code: string, @IfMatch() version: number, @Body() body: RoleTransitionIn): Promise<RoleOut> {
    return this.roles.reset(actor, code, version, body.reason);
  }
}
