import { Body, Controller, Get, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { KeepOrganisations } from './keep-organisations.js';
import { CreateOrganisationIn, OrganisationDetail, OrganisationTransitionIn, UpdateOrganisationIn } from './organisation.dto.js';

@ApiTags('organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(@Inject(KeepOrganisations) private readonly organisations: KeepOrganisations) {}

  @Allow('organisation.write')
  @Post()
  create(@Acting() actor: Actor, @Body() body: CreateOrganisationIn): Promise<OrganisationDetail> {
    return this.organisations.create(actor, body);
  }

  @Allow('user.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<OrganisationDetail> {
    return this.organisations.detail(actor, id);
  }

  @Allow('organisation.write')
  @Patch(':id')
  update(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdateOrganisationIn): Promise<OrganisationDetail> {
    return this.organisations.update(actor, id, version, body);
  }

  @Allow('organisation.write')
  @Sensitive({ action: ['close'] })
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: OrganisationTransitionIn): Promise<OrganisationDetail> {
    return this.organisations.transition(actor, id, version, body);
  }
}
