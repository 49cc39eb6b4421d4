import { Module } from '@nestjs/common';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { IdentityModule } from '../identity/index.js';
import { ChangeIdentity } from './change-identity.js';
import { ExportUnits } from './export-units.js';
import { MergeUnits } from './merge-units.js';
import { PilotUnitsController } from './pilot-units.controller.js';
import { PilotUnitList } from './pilot-units.list.js';
import { PilotUnits } from './pilot-units.service.js';
import { SplitUnit } from './split-unit.js';
import { UnitActsController } from './unit-acts.controller.js';
import { UnitDuplicates } from './unit-duplicates.js';
import { UnitHistories } from './unit-history.js';
import { UnitLedger } from './unit-ledger.js';

@Module({
  imports: [IdentityModule, LedgersModule],
  providers: [ChangeIdentity, ExportUnits, MergeUnits, PilotUnitList, PilotUnits, SplitUnit, UnitDuplicates, UnitHistories, UnitLedger],
  controllers: [ledgerController('pilot-units', 'unit.import'), UnitActsController, PilotUnitsController],
  exports: [UnitLedger],
})
export class UnitsModule {}
