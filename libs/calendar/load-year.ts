import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conflict, Db, invalid, message, type Actor } from '../kernel/index.js';
import type { Upload } from '../files/index.js';
import { exportLedger, readWorkbook, toDownload, type Download } from '../ledgers/index.js';
import type { CalendarPreview, CalendarVersionList, CalendarVersionOut, LoadCalendarQuery } from './calendar.dto.js';
import type { CalendarDay } from './calendar.rules.js';
import { Calendar } from './calendar.service.js';
import { DeadlineKeepers } from './deadline-keepers.js';
import { readYear, withYear, type YearFlaw } from './year-file.rules.js';

const MOST_SHOWN = 200;

const VERSIONS = {
  name: 'calendar.versions',
  text: `SELECT calendar_version AS "calendarVersion", year, source, created_by AS "loadedBy", created_at AS "loadedAt"
         FROM calendar_version ORDER BY calendar_version DESC`,
};
const BOUNDS = {
  name: 'calendar.bounds',
  text: `SELECT max(day) AS "loadedUntil", min(day) FILTER (WHERE provisional) AS "provisionalFrom" FROM calendar_day
         WHERE calendar_version = (SELECT max(calendar_version) FROM calendar_day)`,
};
const CURRENT = `SELECT day, working, name, provisional, ordinal FROM calendar_day
  WHERE calendar_version = (SELECT max(calendar_version) FROM calendar_day) ORDER BY day`;
const EXCEPTIONS = {
  name: 'calendar.exceptions',
  text: `SELECT day::text AS day, working, name FROM calendar_day
         WHERE calendar_version = (SELECT max(calendar_version) FROM calendar_day) AND extract(year FROM day) = $1
           AND (name IS NOT NULL OR working IS DISTINCT FROM (extract(isodow FROM day) < 6)) ORDER BY day`,
};

/** A year of the State Council's arrangement, from a file: what it would change is seen before it is changed. */
@Injectable()
export class LoadYear {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(DeadlineKeepers) private readonly keepers: DeadlineKeepers,
  ) {}

  async versions(actor: Actor): Promise<CalendarVersionList> {
    const [items, [bounds]] = await this.db.readAll<[CalendarVersionOut, Bounds]>(actor, [VERSIONS, []], [BOUNDS, []]);
    return { items, ...bounds! };
  }

  /** A year as a file of the same columns that are taken in: to be mended, or to begin the next one from. */
  async file(actor: Actor, year: number): Promise<Download> {
    const days = await this.db.read<{ day: string; working: boolean; name: string | null }>(actor, EXCEPTIONS, [year]);
    const columns = [{ key: 'day', header: '日期' }, { key: 'kind', header: '类型' }, { key: 'name', header: '名称' }];
    const rows = days.map(({ day, working, name }) => ({ day, kind: working ? '补班' : '放假', name }));
    async function* pages() {
      yield rows;
    }
    return toDownload({ name: `工作日历${year}.xlsx`, content: exportLedger(String(year), columns, pages()) });
  }

  /** What loading the file would do, found by doing it and taking it back. */
  async preview(actor: Actor, year: number, file: Upload): Promise<CalendarPreview> {
    const rows = await rowsOf(file);
    return this.db.tryOut(actor, async (em) => (await this.lay(em, actor, { year, source: '—' }, rows)).preview);
  }

  /** @throws 422 for a file with flaws, 409 `calendar_moved_on` when the preview that was seen no longer holds */
  async load(actor: Actor, query: LoadCalendarQuery, file: Upload): Promise<CalendarVersionList> {
    const rows = await rowsOf(file);
    const acting = { ...actor, action: 'calendar.load' };
    const versions = await this.db.as(acting, async (em): Promise<CalendarVersionList> => {
      const { preview, version } = await this.lay(em, actor, query, rows);
      if (version === undefined) throw invalid(preview.flaws.map(({ code, row, value }) => ({ pointer: `/file/${row}`, code, params: { value } })));
      if (preview.stamp !== query.stamp) throw conflict('calendar_moved_on');
      if (query.moveDeadlines) await this.keepers.move(em, actor, version, query.year);
      const [bounds]: Bounds[] = await em.query(BOUNDS.text);
      return { items: await em.query(VERSIONS.text), ...bounds! };
    });
    this.calendar.forget();
    return versions;
  }

  /** Lays the new version beside the old ones, in the caller's transaction. */
  private async lay(em: EntityManager, actor: Actor, { year, source }: { year: number; source: string }, rows: Rows): Promise<{ preview: CalendarPreview; version?: number }> {
    await em.query(`SELECT pg_advisory_xact_lock(hashtext('calendar'))`);
    const current: CalendarDay[] = await em.query(CURRENT);
    const { exceptions, flaws } = readYear(rows, year);
    const last = Number(current.at(-1)?.day.slice(0, 4) ?? year);
    const first = Number(current[0]?.day.slice(0, 4) ?? year);
    if (year > last + 1 || year < first) flaws.push({ row: 0, value: String(year), code: 'year_gap', params: { first, next: last + 1 } });
    if (flaws.length > 0) return { preview: { year, workingDays: 0, changes: [], flaws: flaws.map((flaw) => told(flaw, actor)), moves: [], movesTotal: 0, stamp: null } };

    const days = withYear(current, year, exceptions);
    const [{ version }] = (await em.query('SELECT load_calendar($1, $2, $3, $4) AS version', [JSON.stringify(days), year, source, actor.userName])) as [{ version: number }];
    const moves = await this.keepers.moves(em, version, year);
    const before = new Map(current.map((day) => [day.day, day]));
    const inYear = days.filter(({ day }) => day.startsWith(String(year)));
    const preview: CalendarPreview = {
      year,
      workingDays: inYear.filter(({ working }) => working).length,
      changes: inYear.filter((day) => isChange(before.get(day.day), day)).map(({ ordinal: _, ...day }) => day),
      flaws: [],
      moves: moves.slice(0, MOST_SHOWN),
      movesTotal: moves.length,
      stamp: createHash('sha256').update(JSON.stringify([version, inYear, moves])).digest('hex'),
    };
    return { preview, version };
  }
}

type Bounds = Omit<CalendarVersionList, 'items'>;
type Rows = { number: number; cells: readonly string[] }[];
const rowsOf = async ({ name = '', bytes }: Upload): Promise<Rows> => (await readWorkbook(name, bytes)).flatMap(({ rows }) => rows);

const told = ({ row, value, code, params }: YearFlaw, { locale }: Actor) => ({ row, value, code, detail: message(code, locale, params) });

function isChange(was: CalendarDay | undefined, is: CalendarDay): boolean {
  if (was) return was.working !== is.working || was.name !== is.name;
  return is.name !== null;
}
