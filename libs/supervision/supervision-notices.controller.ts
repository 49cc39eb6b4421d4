import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { DOCX, NoticeDocuments, type DocxDownload } from './notice-document.js';
import { NoticeDetails } from './notice-details.js';
import { RaiseNotices } from './raise-notices.js';
import { SupervisionList } from './supervision-notices.list.js';
import { BulkAnswer, BulkTransitionIn, RaisedAll, RaiseIn, SupervisionDetail, SupervisionPage, SupervisionQuery, SupervisionTransitionIn } from './supervision.dto.js';
import { TransitionNotice } from './transition-notice.js';

@ApiTags('supervision-notices')
@Controller('supervision-notices')
export class SupervisionNoticesController {
  constructor(
    @Inject(SupervisionList) private readonly notices: SupervisionList,
    @Inject(NoticeDetails) private readonly details: NoticeDetails,
    @Inject(RaiseNotices) private readonly raising: RaiseNotices,
    @Inject(TransitionNotice) private readonly transitions: TransitionNotice,
    @Inject(NoticeDocuments) private readonly documents: NoticeDocuments,
  ) {}

  @Allow('supervision.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: SupervisionQuery): Promise<SupervisionPage> {
    return this.notices.list(actor, query);
  }

  /** Raises one kind of notice on each of the assignments, with an answer for each; whoever may not send the kind lays it before who may. */
  @Allow('supervision.raise')
  @HttpCode(200)
  @Post()
  raise(@Acting() actor: Actor, @Body() body: RaiseIn): Promise<RaisedAll> {
    return this.raising.raise(actor, body);
  }

  @Allow('supervision.act')
  @HttpCode(200)
  @Post('bulk-transitions')
  takeAll(@Acting() actor: Actor, @Body() body: BulkTransitionIn): Promise<BulkAnswer> {
    return this.transitions.takeAll(actor, body);
  }

  @Allow('supervision.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<SupervisionDetail> {
    return this.details.detail(actor, id);
  }

  /** As a Word file, in the layout of the office's papers; no seal is drawn. */
  @Allow('supervision.read')
  @ApiOkResponse({ content: { [DOCX]: { schema: { type: 'string', format: 'binary' } } } })
  @Get(':id/document')
  document(@Acting() actor: Actor, @RowId() id: string): Promise<DocxDownload> {
    return this.documents.word(actor, id);
  }

  @Allow('supervision.act')
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: SupervisionTransitionIn): Promise<SupervisionDetail> {
    return this.transitions.take(actor, id, version, body);
  }
}
