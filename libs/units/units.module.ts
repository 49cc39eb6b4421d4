import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { ChangeIdentity } from './change-identity.js';
import { CommitImport } from './commit-import.js';
import { MergeUnits } from './merge-units.js';
import { PilotUnitsController } from './pilot-units.controller.js';
import { PilotUnitList } from './pilot-units.list.js';
import { PilotUnits } from './pilot-units.service.js';
import { PreviewImport } from './preview-import.js';
import { SplitUnit } from './split-unit.js';
import { UnitActsController } from './unit-acts.controller.js';
import { UnitDuplicates } from './unit-duplicates.js';
import { UnitHistories } from './unit-history.js';
import { UnitImportsController } from './unit-imports.controller.js';
import { UnitImportList } from './unit-imports.list.js';

@Module({
  imports: [IdentityModule],
  providers: [ChangeIdentity, CommitImport, MergeUnits, PilotUnitList, PilotUnits, PreviewImport, SplitUnit, UnitDuplicates, UnitHistories, UnitImportList],
  controllers: [UnitImportsController, UnitActsController, PilotUnitsController],
  exports: [CommitImport, PreviewImport],
})
export class UnitsModule {}
