import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, type Actor } from '../kernel/index.js';
import { CommentIn, CommentOut, CommentPage, CommentQuery, MentionableList, MentionableQuery } from './comment.dto.js';
import { Comments, subjectOf } from './comments.js';
import { AddFilesIn, FileVersionList } from './file-versions.dto.js';
import { FileVersions } from './file-versions.js';
import { Mentions } from './mentions.js';

@ApiTags('comments')
@Controller()
export class DiscussionController {
  constructor(
    @Inject(Comments) private readonly comments: Comments,
    @Inject(Mentions) private readonly mentions: Mentions,
    @Inject(FileVersions) private readonly files: FileVersions,
  ) {}

  @Allow('assignment.read')
  @Get('comments')
  list(@Acting() actor: Actor, @Query() query: CommentQuery): Promise<CommentPage> {
    return this.comments.list(actor, query);
  }

  @Allow('assignment.act')
  @Post('comments')
  say(@Acting() actor: Actor, @Body() body: CommentIn): Promise<CommentOut> {
    return this.comments.say(actor, body);
  }

  /** Whom a comment there may mention: positions that may see it, of the parties, the office and the region's union. */
  @Allow('assignment.act')
  @Get('comments/mentionable')
  async mentionable(@Acting() actor: Actor, @Query() query: MentionableQuery): Promise<MentionableList> {
    return { items: await this.mentions.mentionable(actor, subjectOf(query.assignment, query.pilotCase, 'assignment'), query.q) };
  }

  @Allow('assignment.read')
  @Get('assignments/:id/attachments')
  filesOfAssignment(@Acting() actor: Actor, @RowId() id: string): Promise<FileVersionList> {
    return this.files.list(actor, { assignmentId: id });
  }

  /** A file whose name is there already becomes its next version; all are kept. */
  @Allow('assignment.act')
  @HttpCode(200)
  @Post('assignments/:id/attachments')
  addToAssignment(@Acting() actor: Actor, @RowId() id: string, @Body() body: AddFilesIn): Promise<FileVersionList> {
    return this.files.add(actor, { assignmentId: id }, body.attachmentIds);
  }

  @Allow('case.papers')
  @Get('pilot-cases/:id/attachments')
  filesOfCase(@Acting() actor: Actor, @RowId() id: string): Promise<FileVersionList> {
    return this.files.list(actor, { pilotCaseId: id });
  }

  /** Likewise, beside a case. */
  @Allow('assignment.act')
  @HttpCode(200)
  @Post('pilot-cases/:id/attachments')
  addToCase(@Acting() actor: Actor, @RowId() id: string, @Body() body: AddFilesIn): Promise<FileVersionList> {
    return this.files.add(actor, { pilotCaseId: id }, body.attachmentIds);
  }
}
