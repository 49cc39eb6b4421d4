import { Body, Controller, Get, Inject, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { PolicyDetail, PolicyExportQuery, PolicyPage, PolicyQuery, UpdatePolicyIn } from './policy.dto.js';
import { PolicyList } from './policies.list.js';
import { UpdatePolicy } from './update-policy.js';

@ApiTags('policies')
@Controller('policies')
export class PoliciesController {
  constructor(
    @Inject(PolicyList) private readonly policies: PolicyList,
    @Inject(UpdatePolicy) private readonly keeping: UpdatePolicy,
  ) {}

  @Allow('policy.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: PolicyQuery): Promise<PolicyPage> {
    return this.policies.list(actor, query);
  }

  /** What the list shows, in the ledger's columns; imported again it changes nothing. */
  @Allow('policy.read')
  @DownloadsWorkbook()
  @Get('export')
  export(@Acting() actor: Actor, @Query() query: PolicyExportQuery): Download {
    return toDownload(this.policies.export(actor, query));
  }

  @Allow('policy.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<PolicyDetail> {
    return this.policies.detail(actor, id);
  }

  @Allow('policy.write')
  @Patch(':id')
  update(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdatePolicyIn): Promise<PolicyDetail> {
    return this.keeping.update(actor, id, version, body);
  }
}
