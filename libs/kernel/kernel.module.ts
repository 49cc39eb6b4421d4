import { Global, Module } from '@nestjs/common';
import { Announcements } from './announcements.js';
import { Clock } from './clock.js';
import { Db } from './database.js';
import { Settings } from './settings.js';

@Global()
@Module({ providers: [Announcements, Clock, Db, Settings], exports: [Announcements, Clock, Db, Settings] })
export class KernelModule {}
