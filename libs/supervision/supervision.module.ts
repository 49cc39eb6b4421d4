import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { NoticeDetails } from './notice-details.js';
import { NoticeDocuments } from './notice-document.js';
import { RaiseNotices } from './raise-notices.js';
import { SettingsController } from './settings.controller.js';
import { SupervisionSettingsStore } from './settings.js';
import { SupervisionNoticesController } from './supervision-notices.controller.js';
import { SupervisionList } from './supervision-notices.list.js';
import { TransitionNotice } from './transition-notice.js';

@Module({
  imports: [CalendarModule],
  providers: [NoticeDetails, NoticeDocuments, RaiseNotices, SupervisionList, SupervisionSettingsStore, TransitionNotice],
  controllers: [SupervisionNoticesController, SettingsController],
})
export class SupervisionModule {}
