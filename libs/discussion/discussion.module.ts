import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { IdentityModule } from '../identity/index.js';
import { Comments } from './comments.js';
import { DiscussionController } from './discussion.controller.js';
import { FileVersions } from './file-versions.js';
import { Mentions } from './mentions.js';

@Module({ imports: [FilesModule, IdentityModule], providers: [Comments, FileVersions, Mentions], controllers: [DiscussionController] })
export class DiscussionModule {}
