import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/index.js';
import { AdmitFromLedger } from './admit-from-ledger.js';
import { CasesController } from './cases.controller.js';
import { Cases } from './cases.service.js';

@Module({ imports: [UnitsModule], providers: [AdmitFromLedger, Cases], controllers: [CasesController] })
export class CasesModule {}
