import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../kernel/index.js';
import { AttachmentsController } from './attachments.controller.js';
import { Attachments } from './attachments.service.js';
import { FILE_STORE, LocalFiles } from './file-store.js';

@Module({
  providers: [
    Attachments,
    {
      provide: FILE_STORE,
      useFactory: (environment: Environment) => new LocalFiles(join(environment.dataDir, 'files')),
      inject: [ENVIRONMENT],
    },
  ],
  controllers: [AttachmentsController],
  exports: [Attachments, FILE_STORE],
})
export class FilesModule {}
