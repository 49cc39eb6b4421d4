import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { FilesModule } from '../files/index.js';
import { UnitsModule } from '../units/index.js';
import { AdmitFromLedger } from './admit-from-ledger.js';
import { BatchesController } from './batches.controller.js';
import { Batches } from './batches.js';
import { CasePapersController } from './case-papers.controller.js';
import { CaseMoves } from './case-moves.js';
import { CaseVouchers } from './case-vouchers.js';
import { CasesController } from './cases.controller.js';
import { Cases } from './cases.service.js';
import { DesignateCases } from './designate-cases.js';
import { Objections } from './objections.js';
import { OpenCase } from './open-case.js';
import { CasePapers } from './papers.js';
import { PublicNotice } from './public-notice.js';
import { SponsorshipsController } from './sponsorships.controller.js';
import { Sponsorships } from './sponsorships.js';
import { TransitionCase } from './transition-case.js';

@Module({
  imports: [CalendarModule, FilesModule, UnitsModule],
  providers: [AdmitFromLedger, Batches, CaseMoves, CasePapers, Cases, CaseVouchers, DesignateCases, Objections, OpenCase, PublicNotice, Sponsorships, TransitionCase],
  controllers: [CasesController, CasePapersController, BatchesController, SponsorshipsController],
  exports: [CaseMoves, CaseVouchers, OpenCase, TransitionCase, CasePapers],
})
export class CasesModule {}
