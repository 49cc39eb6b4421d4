import { Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { ExportAccounts } from './export-accounts.js';

@ApiTags('users')
@Controller('users')
export class AccountFilesController {
  constructor(@Inject(ExportAccounts) private readonly files: ExportAccounts) {}

  /** Accounts and their positions in the ledger's columns; imported again it changes nothing. */
  @Allow('user.read')
  @Sensitive()
  @DownloadsWorkbook()
  @Get('export')
  export(@Acting() actor: Actor): Download {
    return toDownload(this.files.accounts(actor));
  }

  /** The invitation links of those whom the import made and who have set no password yet, each made anew and told this once. */
  @Allow('user.write')
  @Sensitive()
  @HttpCode(200)
  @DownloadsWorkbook()
  @Post('imports/:id/links')
  async links(@Acting() actor: Actor, @RowId() id: string, @Req() request: { protocol: string; host: string }): Promise<Download> {
    return toDownload(await this.files.invitations({ ...actor, idempotency: undefined }, id, `${request.protocol}://${request.host}`));
  }
}
