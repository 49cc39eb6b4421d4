import { Global, Module } from '@nestjs/common';
import { Announcements } from './announcements.js';
import { Clock } from './clock.js';
import { Db } from './database.js';
import { Sealer } from './sealer.js';
import { Settings } from './settings.js';

@Global()
@Module({ providers: [Announcements, Clock, Db, Sealer, Settings], exports: [Announcements, Clock, Db, Sealer, Settings] })
export class KernelModule {}
