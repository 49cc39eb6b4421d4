import { Controller, Get, Header, Inject, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, type Actor } from '../kernel/index.js';
import { UploadedAttachment } from './attachment.dto.js';
import { Attachments } from './attachments.service.js';
import { attachmentDisposition } from './file-name.rules.js';
import { readUpload, type MultipartRequest } from './upload.js';

const FILE = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };

@ApiTags('attachments')
@Controller('attachments')
export class AttachmentsController {
  constructor(@Inject(Attachments) private readonly attachments: Attachments) {}

  /** Brings a file (JPEG, PNG, WebP, PDF, Word, Excel; at most 20 MB), to be attached to what is written next. */
  @Allow('attachment.upload')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FILE })
  @Post()
  async upload(@Acting() actor: Actor, @Req() request: MultipartRequest): Promise<UploadedAttachment> {
    return this.attachments.upload(actor, await readUpload(request));
  }

  /** The file itself, to be saved. Seen by whoever sees what it hangs on. */
  @Allow('attachment.read')
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  @Header('x-content-type-options', 'nosniff')
  @Get(':id/content')
  async content(@Acting() actor: Actor, @RowId() id: string): Promise<StreamableFile> {
    const { stream, mediaType, name, size } = await this.attachments.content(actor, id);
    return new StreamableFile(stream, { type: mediaType, disposition: attachmentDisposition(name), length: size });
  }
}
