import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { ChangeIdentity } from './change-identity.js';
import { MergeUnits } from './merge-units.js';
import { PilotUnitDetail } from './pilot-unit.dto.js';
import { SplitUnit } from './split-unit.js';
import { ChangeIdentityIn, DecidePairIn, MergeUnitIn, SplitUnitIn } from './unit-acts.dto.js';
import { UnitDuplicates } from './unit-duplicates.js';
import { AlikeQuery, AlikeUnits, DuplicatePage, DuplicateQuery, UnitHistory } from './unit-history.dto.js';
import { UnitHistories } from './unit-history.js';

/** What happens to a unit over the years, and which two may be one. */
@ApiTags('pilot-units')
@Controller('pilot-units')
export class UnitActsController {
  constructor(
    @Inject(ChangeIdentity) private readonly identities: ChangeIdentity,
    @Inject(MergeUnits) private readonly mergers: MergeUnits,
    @Inject(SplitUnit) private readonly splits: SplitUnit,
    @Inject(UnitHistories) private readonly histories: UnitHistories,
    @Inject(UnitDuplicates) private readonly duplicates: UnitDuplicates,
  ) {}

  @Allow('unit.write')
  @Get('duplicates')
  listDuplicates(@Acting() actor: Actor, @Query() query: DuplicateQuery): Promise<DuplicatePage> {
    return this.duplicates.list(actor, query);
  }

  @Allow('unit.write')
  @Get('alike')
  async alike(@Acting() actor: Actor, @Query() query: AlikeQuery): Promise<AlikeUnits> {
    return { items: await this.duplicates.alike(actor, query) };
  }

  @Allow('unit.write')
  @HttpCode(204)
  @Post('duplicates/decisions')
  decide(@Acting() actor: Actor, @Body() body: DecidePairIn): Promise<void> {
    return this.duplicates.decide(actor, body);
  }

  @Allow('unit.read')
  @Get(':id/history')
  history(@Acting() actor: Actor, @RowId() id: string): Promise<UnitHistory> {
    return this.histories.of(actor, id);
  }

  /** Another name, code or region, from a day on. */
  @Allow('unit.write')
  @HttpCode(200)
  @Post(':id/identity')
  changeIdentity(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: ChangeIdentityIn): Promise<PilotUnitDetail> {
    return this.identities.change(actor, id, version, body);
  }

  @Allow('unit.write')
  @Sensitive()
  @HttpCode(200)
  @Post(':id/merge')
  merge(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: MergeUnitIn): Promise<PilotUnitDetail> {
    return this.mergers.merge(actor, id, version, body);
  }

  @Allow('unit.write')
  @Post(':id/split')
  split(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: SplitUnitIn): Promise<PilotUnitDetail> {
    return this.splits.split(actor, id, version, body);
  }
}
