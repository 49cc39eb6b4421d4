import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, type Actor } from '../kernel/index.js';
import { OrganisationQuery } from './directory.dto.js';
import { Directory } from './directory.js';
import { OrganisationPage, RegionList } from './identity.dto.js';

@ApiTags('directory')
@Controller()
export class DirectoryController {
  constructor(@Inject(Directory) private readonly directory: Directory) {}

  @Allow(ANYONE)
  @Get('regions')
  async regions(@Acting() actor: Actor): Promise<RegionList> {
    return { items: await this.directory.regions(actor) };
  }

  @Allow(ANYONE)
  @Get('organisations')
  organisations(@Acting() actor: Actor, @Query() query: OrganisationQuery): Promise<OrganisationPage> {
    return this.directory.organisations(actor, query);
  }
}
