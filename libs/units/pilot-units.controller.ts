import { Body, Controller, Get, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { CreatePilotUnitIn, PilotUnitDetail, PilotUnitPage, PilotUnitQuery, UpdatePilotUnitIn } from './pilot-unit.dto.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { ExportUnits } from './export-units.js';
import { PilotUnitExportQuery } from './unit-export.dto.js';
import { PilotUnitList } from './pilot-units.list.js';
import { PilotUnits } from './pilot-units.service.js';

@ApiTags('pilot-units')
@Controller('pilot-units')
export class PilotUnitsController {
  constructor(
    @Inject(PilotUnitList) private readonly units: PilotUnitList,
    @Inject(PilotUnits) private readonly register: PilotUnits,
    @Inject(ExportUnits) private readonly exports: ExportUnits,
  ) {}

  @Allow('unit.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: PilotUnitQuery): Promise<PilotUnitPage> {
    return this.units.list(actor, query);
  }

  /** What the list shows, in the ledger's columns; imported again it changes nothing. */
  @Allow('unit.read')
  @DownloadsWorkbook()
  @Get('export')
  export(@Acting() actor: Actor, @Query() query: PilotUnitExportQuery): Download {
    return toDownload(this.exports.export(actor, query));
  }

  @Allow('unit.write')
  @Post()
  create(@Acting() actor: Actor, @Body() body: CreatePilotUnitIn): Promise<PilotUnitDetail> {
    return this.register.create(actor, body);
  }

  @Allow('unit.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<PilotUnitDetail> {
    return this.units.detail(actor, id);
  }

  @Allow('unit.write')
  @Patch(':id')
  update(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdatePilotUnitIn): Promise<PilotUnitDetail> {
    return this.register.update(actor, id, version, body);
  }
}
