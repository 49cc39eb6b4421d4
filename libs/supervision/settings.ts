import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db, invalid, notFound, stale, type Actor } from '../kernel/index.js';
import type { LightsNow, LightPreview, LightSettingsIn, LightSettingsOut, SupervisionSettingsIn, SupervisionSettingsOut } from './supervision.dto.js';
import { KINDS, LEVELS, RULES, type Kind, type SupervisionSettings } from './supervision.rules.js';

interface Setting<T> {
  value: T;
  source: string;
  version: number;
}
type Thresholds = Omit<LightSettingsOut, 'source' | 'version'>;

const READ = { name: 'setting.whole', text: 'SELECT value, source, version FROM setting WHERE key = $1' };
const WRITE = 'UPDATE setting SET value = $2, source = $3 WHERE key = $1 AND version = $4 RETURNING value, source, version';
const LIGHTS = `SELECT count(*) FILTER (WHERE light = 'green')::int AS green, count(*) FILTER (WHERE light = 'yellow')::int AS yellow,
    count(*) FILTER (WHERE light = 'red')::int AS red
  FROM (SELECT light_on(state, yellow_from, red_from, app_today()) AS light FROM assignment) a`;

/** 办公室的选择: how supervision is done, and the thresholds of the lights. */
@Injectable()
export class SupervisionSettingsStore {
  constructor(@Inject(Db) private readonly db: Db) {}

  async read(actor: Actor): Promise<Setting<SupervisionSettings>> {
    return this.get<SupervisionSettings>(actor, 'supervision');
  }

  async supervision(actor: Actor): Promise<SupervisionSettingsOut> {
    return shown(actor, await this.read(actor));
  }

  /** @throws 412 when somebody was faster */
  async changeSupervision(actor: Actor, version: number, { source, ...patch }: SupervisionSettingsIn): Promise<SupervisionSettingsOut> {
    const was = await this.read(actor);
    const replyWorkingDays = { ...was.value.replyWorkingDays, ...given(patch.replyWorkingDays ?? {}) };
    const value = { ...was.value, ...given(patch), replyWorkingDays };
    return this.db.as({ ...actor, action: 'setting.supervision' }, async (em) => shown(actor, await write<SupervisionSettings>(em, 'supervision', value, source ?? was.source, version)));
  }

  async lights(actor: Actor): Promise<LightSettingsOut> {
    const { value, ...rest } = await this.get<Thresholds>(actor, 'lights');
    return { ...value, ...rest };
  }

  /** New thresholds, and with them at once every light that is on. @throws 412, 422 when red would come before yellow */
  async changeLights(actor: Actor, version: number, input: LightSettingsIn): Promise<LightSettingsOut> {
    const was = await this.lights(actor);
    return this.db.as({ ...actor, action: 'setting.lights' }, (em) => judge(em, was, version, input));
  }

  /** How many lights there are of each colour, and how many there would be: found by doing it and taking it back. */
  async previewLights(actor: Actor, input: LightSettingsIn): Promise<LightPreview> {
    const was = await this.lights(actor);
    const [before] = await this.db.read<LightsNow>(actor, { name: 'lights.counts', text: LIGHTS });
    const after = await this.db.tryOut(actor, async (em) => {
      await judge(em, was, was.version, input);
      const [lights]: LightsNow[] = await em.query(LIGHTS);
      return lights!;
    });
    return { before: before!, after };
  }

  private async get<T>(actor: Actor, key: string): Promise<Setting<T>> {
    const [row] = await this.db.read<Setting<T>>(actor, READ, [key]);
    if (!row) throw notFound();
    return row;
  }
}

async function judge(em: EntityManager, was: LightSettingsOut, version: number, { source, ...patch }: LightSettingsIn): Promise<LightSettingsOut> {
  const { source: said, version: _, ...thresholds } = was;
  const value: Thresholds = { ...thresholds, ...given(patch) };
  if (value.yellowBehind > value.redBehind) throw invalid([{ pointer: '/redBehind', code: 'too_small', params: { min: value.yellowBehind } }]);
  const now = await write<Thresholds>(em, 'lights', value, source ?? said, version);
  await em.query('SELECT recompute_lights()');
  return { ...now.value, source: now.source, version: now.version };
}

async function write<T>(em: EntityManager, key: string, value: T, source: string, version: number): Promise<Setting<T>> {
  const [[row]]: [Setting<T>[], number] = await em.query(WRITE, [key, JSON.stringify(value), source, version]);
  if (row) return row;
  const [is]: { version: number }[] = await em.query('SELECT version FROM setting WHERE key = $1', [key]);
  throw stale(is!.version);
}

const shown = (actor: Actor, { value, source, version }: Setting<SupervisionSettings>): SupervisionSettingsOut => ({
  prefix: value.prefix,
  replyWorkingDays: value.replyWorkingDays,
  rules: RULES.map(({ code, zh, en, kind }) => ({ code, zh, en, kind, on: !value.rulesOff.includes(code) })),
  levels: KINDS.map((kind) => ({ kind, may: mayRaise(actor, kind), urgent: LEVELS[kind].urgent === true, replyDays: value.replyWorkingDays[kind] ?? null })),
  source,
  version,
});

function mayRaise(actor: Actor, kind: Kind): string | null {
  if (!actor.permissions.has('supervision.raise')) return null;
  if (LEVELS[kind].issues.includes(actor.role)) return 'issue';
  return LEVELS[kind].proposes.includes(actor.role) ? 'propose' : null;
}

/** Without what was not said. */
const given = <T extends object>(patch: T): Partial<T> => Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
