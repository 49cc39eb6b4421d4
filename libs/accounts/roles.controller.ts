import { Body, Controller, Get, Inject, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, Sensitive, type Actor } from '../kernel/index.js';
import { RoleHistory, RoleMatrix, RoleOut, UpdateRoleIn } from './role.dto.js';
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
}
