import { Module } from '@nestjs/common';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { ExportUnits } from './export-units.js';
import { PilotUnitsController } from './pilot-units.controller.js';
import { PilotUnitList } from './pilot-units.list.js';
import { PilotUnits } from './pilot-units.service.js';
import { UnitLedger } from './unit-ledger.js';

@Module({
  imports: [LedgersModule],
  providers: [ExportUnits, PilotUnitList, PilotUnits, UnitLedger],
  controllers: [ledgerController('pilot-units', 'unit.import'), PilotUnitsController],
  exports: [UnitLedger],
})
export class UnitsModule {}
