import { Module } from '@nestjs/common';
import { CommitImport } from './commit-import.js';
import { PilotUnitsController } from './pilot-units.controller.js';
import { PilotUnitList } from './pilot-units.list.js';
import { PilotUnits } from './pilot-units.service.js';
import { PreviewImport } from './preview-import.js';
import { UnitImportsController } from './unit-imports.controller.js';
import { UnitImportList } from './unit-imports.list.js';

@Module({
  providers: [CommitImport, PilotUnitList, PilotUnits, PreviewImport, UnitImportList],
  controllers: [UnitImportsController, PilotUnitsController],
  exports: [CommitImport, PreviewImport],
})
export class UnitsModule {}
