import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { ExportRoadmap } from './export-roadmap.js';
import { Roadmap, RoadmapBars, RoadmapBarsQuery, RoadmapExportQuery, RoadmapQuery } from './roadmap.dto.js';
import { RoadmapList } from './roadmap.js';

@ApiTags('assignments')
@Controller('assignments/roadmap')
export class RoadmapController {
  constructor(
    @Inject(RoadmapList) private readonly roadmap: RoadmapList,
    @Inject(ExportRoadmap) private readonly workbook: ExportRoadmap,
  ) {}

  /** A line per task, unit or leading department: from when to when, how far, and its lights. */
  @Allow('assignment.read')
  @Get()
  lines(@Acting() actor: Actor, @Query() query: RoadmapQuery): Promise<Roadmap> {
    return this.roadmap.lines(actor, query);
  }

  /** The assignments of a line as bars, with their milestones. */
  @Allow('assignment.read')
  @Get('bars')
  bars(@Acting() actor: Actor, @Query() query: RoadmapBarsQuery): Promise<RoadmapBars> {
    return this.roadmap.bars(actor, query);
  }

  /** The roadmap as a workbook, a row per assignment with its span drawn month by month. */
  @Allow('assignment.read')
  @DownloadsWorkbook()
  @Get('export')
  async export(@Acting() actor: Actor, @Query() query: RoadmapExportQuery): Promise<Download> {
    return toDownload(await this.workbook.export(actor, query));
  }
}
