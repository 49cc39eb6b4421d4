import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import {
  AlignmentType, BorderStyle, convertMillimetersToTwip, Document, Footer, LineRuleType, PageNumber, Packer, Paragraph, Table, TableCell, TableRow, TextRun, VerticalAlignTable, WidthType,
} from 'docx';
import { attachmentDisposition } from '../files/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import { NoticeDetails } from './notice-details.js';
import type { SupervisionDetail } from './supervision.dto.js';
import { LEVELS, type Kind } from './supervision.rules.js';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export type DocxDownload = StreamableFile;

// GB/T 9704-2012: A4, text block 156 × 225 mm, 22 lines of 28 characters, body 3号仿宋, title 2号小标宋. A 督办单 is no
// statutory kind of paper, so it has no red head; and no seal is ever drawn. Fonts are named, not shipped: Word says what it puts in their place.
const mm = convertMillimetersToTwip;
const PAGE = { size: { width: mm(210), height: mm(297) }, margin: { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35) } };
const TITLE = { name: '方正小标宋_GBK', size: 44 };
const BODY = { name: '仿宋_GB2312', size: 32 };
const LABEL = { name: '黑体', size: 28 };
const CELL = { name: '仿宋_GB2312', size: 28 };
const PAGE_NUMBER = { name: '宋体', size: 28 };
const LINE = { line: 560, lineRule: LineRuleType.EXACT };
const LABEL_WIDTH = mm(34);
const TEXT_WIDTH = mm(156);

interface Font {
  name: string;
  size: number;
}
const run = (text: string, { name, size }: Font) => new TextRun({ text, size, font: { ascii: name, eastAsia: name, hAnsi: name, cs: name } });
const lines = (text: string, font: Font) => text.split('\n').map((line) => new Paragraph({ spacing: { line: 480, lineRule: LineRuleType.AT_LEAST }, children: [run(line, font)] }));

/** 2026年6月3日: no leading zeros. */
const written = (day: string | null): string => {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  return year ? `${year}年${month}月${date}日` : '';
};

/** 督办单 as a Word file, in the columns of forms.json «supervision_notice». */
@Injectable()
export class NoticeDocuments {
  constructor(
    @Inject(NoticeDetails) private readonly details: NoticeDetails,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 404 for a notice out of sight */
  async word(actor: Actor, id: string): Promise<DocxDownload> {
    const notice = await this.details.detail(actor, id);
    const content = await Packer.toBuffer(documentOf(notice, this.clock.today()));
    const name = `${LEVELS[notice.kind as Kind].zh}${notice.no ? `-${notice.no}` : '（待签发）'}.docx`;
    return new StreamableFile(content, { type: DOCX, disposition: attachmentDisposition(name), length: content.length });
  }
}

function documentOf(notice: SupervisionDetail, today: string): Document {
  const title = LEVELS[notice.kind as Kind].zh;
  const rows: [string, string][] = [
    ['督办编号', notice.no ?? '（待签发）'],
    ['督办事项', `${notice.task.code} ${notice.task.name}（${notice.assignmentNo}）`],
    ['承办单位', notice.unit.name],
    ['牵头部门', notice.lead.name],
    ['交办日期', written(notice.issuedOn)],
    ['原定时限', written(notice.dueOn)],
    ['存在问题', notice.problem],
    ['办理要求', notice.requirement],
    ['回复时限', written(notice.replyBy)],
    ['签发人', notice.signer ?? ''],
    ['回复情况', notice.reply ? `${notice.reply}\n${written(notice.repliedOn)}` : ''],
  ];
  return new Document({
    title,
    styles: { default: { document: { run: { font: BODY.name, size: BODY.size } } } },
    sections: [{
      properties: { page: PAGE },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: PAGE_NUMBER.size, font: PAGE_NUMBER.name })] })] }) },
      children: [
        new Paragraph({ alignment: AlignmentType.CENTER, spacing: { ...LINE, after: 280 }, children: [run(title, TITLE)] }),
        tableOf(rows),
        new Paragraph({ spacing: { ...LINE, before: 280 }, alignment: AlignmentType.RIGHT, children: [run(notice.issuer ?? '', BODY)] }),
        new Paragraph({ spacing: LINE, alignment: AlignmentType.RIGHT, children: [run(written(notice.issuedOn), BODY)] }),
        new Paragraph({ spacing: { before: 200 }, children: [run(`数据截至${written(today)}，由产改试点通生成。`, { ...CELL, size: 21 })] }),
      ],
    }],
  });
}

function tableOf(rows: [string, string][]): Table {
  const border = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
  const cell = (width: number, children: Paragraph[]) =>
    new TableCell({ width: { size: width, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, margins: { top: 60, bottom: 60, left: 120, right: 120 }, children });
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH],
    borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
    rows: rows.map(([label, text]) => new TableRow({
      cantSplit: true,
      children: [cell(LABEL_WIDTH, [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(label, LABEL)] })]), cell(TEXT_WIDTH - LABEL_WIDTH, lines(text, CELL))],
    })),
  });
}
