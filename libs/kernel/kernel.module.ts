import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { Db } from './database.js';
import { Settings } from './settings.js';

@Global()
@Module({ providers: [Clock, Db, Settings], exports: [Clock, Db, Settings] })
export class KernelModule {}
