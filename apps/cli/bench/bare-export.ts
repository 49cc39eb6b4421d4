import type { ServerResponse } from 'node:http';
import ExcelJS from '@protobi/exceljs';
import type { Pool } from 'pg';

const ENTRIES = `SELECT d.name AS period, u.name AS unit, u.uscc, c.case_no, g.name AS region, a.task_code, t.name AS task, e.progress || '%' AS progress, e.done, e.problems, e.next_steps, r.state,
    to_char(r.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS submitted
  FROM progress_report r JOIN report_entry e ON e.year = r.year AND e.progress_report_id = r.id JOIN assignment a ON a.id = e.assignment_id JOIN task_category t ON t.id = a.task_category_id
    JOIN reporting_period d ON d.id = r.reporting_period_id JOIN pilot_case c ON c.id = r.pilot_case_id JOIN pilot_unit u ON u.id = r.pilot_unit_id JOIN region g ON g.id = r.region_id
  WHERE r.reporting_period_id = $1 AND r.is_current AND ($2::text[] IS NULL OR g.code = ANY ($2)) ORDER BY c.case_no, a.task_code`;

/** X1: the same rows in one query and the same writer: nothing is paged, made safe or put into words. */
export async function exportEntries(pool: Pool, period: string, regions: string[] | null, response: ServerResponse): Promise<void> {
  const { rows } = await pool.query({ text: ENTRIES, values: [period, regions], rowMode: 'array' });
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: response, useStyles: true });
  const sheet = book.addWorksheet('进展报告明细');
  sheet.addRow(['填报期', '单位名称', '统一社会信用代码', '档案编号', '所属地区', '任务编号', '任务名称', '进度', '完成情况', '存在问题', '下一步', '报告状态', '报送时间']).commit();
  for (const [i, row] of rows.entries()) {
    sheet.addRow(row).commit();
    if (i % 1000 === 999 && response.writableNeedDrain) await new Promise((resolve) => response.once('drain', resolve));
  }
  sheet.commit();
  await book.commit();
}
