import type { Page } from 'playwright-core';
import { PNG } from '../promises/scene.js';
import { takeUnits } from './ledger-file.js';
import { ask, type Rows } from './hands.js';
import type { Product } from './product.js';

/** A page to look at. */
export interface Sight {
  /** As the router has it. */
  route: string;
  path: string;
  /** What to open on the page, and what then shows: dialogs have looks of their own. */
  open?: [testId: string, shows: string];
  /** Keys to press somewhere before that. */
  press?: [testId: string, keys: string];
  /** Whether its heading is data: a unit's, a visit's or the reader's own name. */
  named?: true;
}

/** Who looks at which pages: every page of the router on a desk, and those that are worked with on the way on a phone. */
export async function sightsOf(product: Product): Promise<{ desk: Record<string, Sight[]>; phone: Record<string, Sight[]> }> {
  const office = await product.as('office.director');
  const firstOf = async (list: string) => (await ask<Rows<{ id: string }>>(office, list)).items[0]!.id;
  const inspector = await product.as('inspector');
  const unit = await product.as('unit.0001.liaison');
  const sysAdmin = await product.as('sys.admin');
  const account = (await ask<Rows<{ id: string }>>(sysAdmin, '/users?q=office.deputy')).items[0]!.id;
  const position = (await ask<Rows<{ id: string }>>(sysAdmin, '/positions?q=office.director&state=standing&deputy=false')).items[0]!.id;
  const toFile = (await ask<Rows<{ id: string }>>(inspector, '/visits?state=planned&limit=1')).items[0]!.id;
  const own = (await ask<Rows<{ id: string; caseId: string }>>(unit, '/assignments?state=in_progress&limit=1')).items[0]!;
  const ownEvaluation = (await ask<Rows<{ id: string }>>(unit, '/evaluations')).items[0]!.id;
  const period = await firstOf('/reporting-periods');
  const entry = await firstOf('/progress-reports/entries');
  const ownReport = (await ask<Rows<{ id: string }>>(unit, '/progress-reports?period=open')).items[0]!.id;
  const reviewed = await firstOf('/progress-reports?state=city_review&region=130900&limit=1');
  const given = await firstOf('/assignments?state=in_progress&limit=1');
  const pending = await firstOf('/assignments?state=pending_issue&limit=1');
  const raised = await office.request.post('/api/v1/supervision-notices', { data: { kind: 'remind', assignmentIds: [given], urgent: true } });
  expect(raised.status()).toBe(200);
  const proposed = (await ask<Rows<{ id: string }>>(office, '/supervision-notices?state=proposed&limit=1')).items[0]!.id;
  const answered = await firstOf('/assignments?state=feedback_submitted&limit=1');
  // a request, a comment and two versions of a file, so that there is something to look at
  await unit.request.post('/api/v1/extension-requests', { data: { assignmentId: own.id, reason: '设备延迟到货（样例）', proposedDueOn: (await later(office)) } });
  await office.request.post('/api/v1/comments', { data: { assignmentId: own.id, body: '请补充培训名册（样例）' } });
  for (let version = 0; version < 2; version += 1) {
    const file = await office.request.post('/api/v1/attachments', { multipart: { file: { name: '实施方案.png', mimeType: 'image/png', buffer: PNG } } });
    await office.request.post(`/api/v1/assignments/${own.id}/attachments`, { data: { attachmentIds: [(await file.json()).id] } });
  }
  const ledger = await takeUnits([['沧州某有限公司', '91350100M000100Y43', '沧洲市', '约四百', 300, '省级', '第一批', '去年'], ['沧州无误有限公司', '91110000101623741K', '沧州市', 400, 300, '省级', '第一批', '2026-03-02']]);
  const brought = await office.request.post('/api/v1/pilot-units/imports', { multipart: { file: { name: 'cangzhou.xlsx', mimeType: 'application/octet-stream', buffer: ledger } } });
  const { id: importId } = (await brought.json()) as { id: string };
  const pilot = (await ask<Rows<{ id: string; unit: { id: string } }>>(office, '/pilot-cases?limit=1')).items[0]!;
  const early = async (state: string) => firstOf(`/pilot-cases?batch=B4&state=${state}&limit=1`);
  const mended = (await ask<Rows<{ id: string }>>(await product.as('unit.0002.leader'), '/pilot-cases?awaits=unit')).items[0]!.id;
  const { webhook } = (await (await sysAdmin.request.post('/api/v1/webhooks', { data: { kind: 'webhook', name: '集成平台', url: 'https://127.0.0.1/hook', events: ['assignment_issued', 'assignment_completed'] } })).json()) as { webhook: { id: string } };
  await sysAdmin.request.post(`/api/v1/webhooks/${webhook.id}/transitions`, { headers: { 'If-Match': '"1"' }, data: { action: 'test' } });
  const desk: Record<string, Sight[]> = {
    '': [{ route: '/sign-in', path: '/sign-in' }, { route: '/invitation', path: '/invitation' }],
    'office.director': [
      { route: 'index', path: '/', named: true, open: ['user-menu', '.ant-dropdown'] },
      { route: 'notifications', path: '/notifications', open: ['notifications', '.ant-popover'] },
      { route: 'account/notices', path: '/account/notices', open: ['mail-each', '[data-testid="quietFrom"]'] },
      { route: 'units', path: '/units', open: ['add-unit', '.ant-drawer'] },
      { route: 'units/:id', named: true, path: `/units/${pilot.unit.id}`, open: ['edit-unit', '.ant-drawer'] },
      { route: 'units/duplicates', path: '/units/duplicates' },
      { route: 'units/statistics', path: '/units/statistics?rows=ownership&columns=size' },
      { route: 'cases', path: '/cases', open: ['list-settings', '.ant-popover'] },
      { route: 'cases/:id', named: true, path: `/cases/${pilot.id}` },
      { route: 'cases', path: '/cases?batch=B4', open: ['designate-mode', '.batch-bar'] },
      { route: 'cases/:id', named: true, path: `/cases/${await early('publicity')}`, open: ['action-designate', '.ant-modal'] },
      { route: 'cases/:id/application', named: true, path: `/cases/${await early('province_review')}/application` },
      { route: 'cases/:id/plan', named: true, path: `/cases/${await early('plan_review')}/plan` },
      { route: 'batches', path: '/batches', open: ['edit-B4', '.ant-drawer'] },
      { route: 'sponsorships', path: '/sponsorships', open: ['sponsor-HRSS', '.ant-drawer'] },
      { route: 'assignments', path: '/assignments', open: ['open-palette', '[data-testid="palette-input"]'] },
      { route: 'matrix', path: '/matrix?batch=B1', press: ['matrix', 'Control+a'], open: ['matrix-assign', '.ant-drawer'] },
      { route: 'roadmap', path: '/roadmap?region=130900', open: ['unfold-C03', '.rm-bar'] },
      { route: 'assignments/new', path: '/assignments/new', open: ['assign-due-on', '.ant-picker-dropdown'] },
      { route: 'assignments/:id', path: `/assignments/${given}`, open: [`log-progress-${given}`, '.ant-drawer'] },
      { route: 'assignments/:id', path: `/assignments/${pending}`, open: ['action-issue', '.ant-modal'] },
      { route: 'assignments', path: '/assignments?state=pending_issue', open: ['bulk-mode', '.batch-bar'] },
      { route: 'extensions', path: '/extensions' },
      { route: 'assignments/:id', path: `/assignments/${answered}`, open: ['action-complete', '.ant-modal'] },
      { route: 'inspections', path: '/inspections' },
      { route: 'visits', path: '/visits' },
      { route: 'visits/:id', named: true, path: `/visits/${await firstOf('/visits?state=fed_back&limit=1')}` },
      { route: 'findings', path: '/findings' },
      { route: 'reports', path: '/reports?status=missing&period=open' },
      { route: 'report-entries', path: '/report-entries', open: [`ask-${entry}`, '.ant-modal'] },
      { route: 'periods', path: '/periods', open: ['add-period', '.ant-drawer'] },
      { route: 'periods/:id', path: `/periods/${period}` },
      { route: 'rates', path: '/rates?by=department' },
      { route: 'indicators', path: '/indicators' },
      { route: 'indicators/:code', named: true, path: '/indicators/wc_rate', open: ['add-figure', '.ant-drawer'] },
      { route: 'indicators/:code/values', named: true, path: '/indicators/wc_rate/values' },
      { route: 'overview', path: '/overview', open: ['expand-130900', '.state-lights'] },
      { route: 'audit', path: '/audit' },
      { route: 'imports/:kind', path: '/imports/pilot-units' },
      { route: 'imports/:kind/:id', named: true, path: `/imports/pilot-units/${importId}`, open: ['mend-4', '.ant-drawer'] },
      { route: 'policies', path: '/policies' },
      { route: 'policies/:id', named: true, path: `/policies/${await firstOf('/policies?limit=1')}`, open: ['edit-policy', '.ant-drawer'] },
      { route: 'tasks', path: '/tasks' },
      { route: 'tasks/versions', path: '/tasks/versions' },
      { route: 'tasks/:id', path: `/tasks/${await firstOf('/task-categories')}` },
      { route: 'supervision-notices', path: '/supervision-notices', open: ['notices-choose', '.batch-bar'] },
      { route: 'supervision-notices/:id', named: true, path: `/supervision-notices/${proposed}`, open: ['action-drop', '.ant-modal'] },
      { route: 'evaluations', path: '/evaluations', open: ['open-evaluations', '.ant-drawer'] },
      { route: 'evaluations/:id', named: true, path: `/evaluations/${await firstOf('/evaluations?state=published')}` },
      { route: 'evaluations/:id', named: true, path: `/evaluations/${await firstOf('/evaluations?state=province_scoring')}`, open: ['mark-QUALITY-2', '.ant-drawer'] },
      { route: 'evaluation-schemes', path: '/evaluation-schemes', open: ['scheme-edit', '.scheme-form'] },
      { route: 'judging', path: '/judging', open: ['judging-try', '[data-testid="judging-preview"]'] },
      { route: 'calendars', path: '/calendars', open: ['calendar-year', '.ant-select-dropdown'] },
      { route: '*', path: '/nowhere' },
    ],
    'sec.admin': [
      { route: 'positions', path: '/positions', open: ['give-position', '.ant-drawer'] },
      { route: 'positions/:id', named: true, path: `/positions/${position}`, open: ['action-deputise', '.ant-modal'] },
      { route: 'roles', path: '/roles', open: ['cell-city_staff-stats.view', '[aria-pressed="false"]'] },
      { route: 'api-tokens', path: '/api-tokens', open: ['make-token', '.ant-drawer'] },
      { route: 'users/:id', named: true, path: `/users/${account}` },
      { route: 'sign-in-policy', path: '/sign-in-policy' }, { route: 'sign-ins', path: '/sign-ins' }, { route: 'account', named: true, path: '/account' },
    ],
    'sys.admin': [
      { route: 'users/:id', named: true, path: `/users/${account}`, open: ['action-reset', '.ant-modal'] },
      { route: 'organisations', path: '/organisations', open: ['organisation-HRSS', '.ant-drawer'] },
      { route: 'users', path: '/users', open: ['invite-user', '.ant-drawer'] }, { route: 'imports/:kind', path: '/imports/users' }, { route: 'sessions', path: '/sessions' },
      { route: 'webhooks', path: '/webhooks', open: ['add-webhook', '.ant-drawer'] },
      { route: 'webhooks/:id', named: true, path: `/webhooks/${webhook.id}`, open: ['action-change', '.ant-drawer'] },
    ],
    'city.cangzhou.reviewer': [
      { route: 'cases/:id/application', named: true, path: `/cases/${await early('city_review')}/application`, open: ['action-recommend', '.ant-modal'] },
      { route: 'reports/:id', named: true, path: `/reports/${reviewed}`, open: ['remark-sections/features', '.ant-modal'] },
    ],
    'office.staff': [{ route: 'reports', path: '/reports?state=province_review', open: ['bulk-mode', '.batch-bar'] }],
    'unit.0001.liaison': [{ route: 'reports/:id', named: true, path: `/reports/${ownReport}`, open: ['action-review', '.ant-modal'] }],
    'unit.0002.leader': [
      { route: 'cases', path: '/cases', open: ['open-case', '.ant-drawer'] },
      { route: 'cases/:id/application', named: true, path: `/cases/${mended}/application` },
    ],
  };
  const phone: Record<string, Sight[]> = {
    '': [{ route: '/sign-in', path: '/sign-in' }, { route: '/invitation', path: '/invitation' }],
    inspector: [
      { route: 'index', path: '/', named: true, open: ['open-nav', '.ant-drawer'] },
      { route: 'visits', path: '/visits' },
      { route: 'visits/:id', named: true, path: `/visits/${toFile}`, open: ['verdict-fail', '[aria-pressed="true"]'] },
      { route: 'findings', path: '/findings' },
      { route: 'account', named: true, path: '/account', open: ['second-factor-begin', '[data-testid="second-factor-secret"]'] },
    ],
    'unit.0001.liaison': [
      { route: 'index', path: '/', named: true, open: ['user-menu', '.ant-dropdown'] },
      { route: 'notifications', path: '/notifications' },
      { route: 'assignments', path: '/assignments' },
      { route: 'extensions', path: '/extensions' },
      { route: 'assignments/:id', path: `/assignments/${own.id}`, open: ['action-feedback', '.ant-modal'] },
      { route: 'assignments/:id', path: `/assignments/${own.id}`, open: [`log-progress-${own.id}`, '.ant-drawer'] },
      { route: 'cases/:id', named: true, path: `/cases/${own.caseId}` },
      { route: 'reports', path: '/reports' },
      { route: 'reports/:id', named: true, path: `/reports/${ownReport}`, open: ['action-review', '.ant-modal'] },
      { route: 'report-entries', path: '/report-entries' },
      { route: 'periods', path: '/periods' },
      { route: 'periods/:id', path: `/periods/${period}` },
      { route: 'evaluations', path: '/evaluations' },
      { route: 'evaluations/:id', named: true, path: `/evaluations/${ownEvaluation}`, open: ['mark-ORG-1', '.ant-drawer'] },
    ],
    'unit.0002.leader': [{ route: 'cases/:id/application', named: true, path: `/cases/${mended}/application` }],
    'office.director': [
      { route: 'cases', path: '/cases?batch=B4' },
      { route: 'cases/:id', named: true, path: `/cases/${await early('publicity')}`, open: ['action-designate', '.ant-modal'] },
      { route: 'cases/:id/plan', named: true, path: `/cases/${await early('plan_review')}/plan` },
      { route: 'batches', path: '/batches', open: ['edit-B4', '.ant-drawer'] },
      { route: 'sponsorships', path: '/sponsorships', open: ['sponsor-HRSS', '.ant-drawer'] },
      { route: 'supervision-notices', path: '/supervision-notices' },
      { route: 'supervision-notices/:id', named: true, path: `/supervision-notices/${proposed}` },
      { route: 'judging', path: '/judging' },
      { route: 'evaluation-schemes', path: '/evaluation-schemes' },
      { route: 'calendars', path: '/calendars' },
      { route: 'imports/:kind', path: '/imports/policies' },
      { route: 'imports/:kind/:id', named: true, path: `/imports/pilot-units/${importId}`, open: ['mend-4', '.ant-drawer'] },
    ],
    'sec.admin': [
      { route: 'users', path: '/users' },
      { route: 'positions', path: '/positions' },
      { route: 'positions/:id', named: true, path: `/positions/${position}`, open: ['action-hand_over', '.ant-modal'] },
      { route: 'organisations', path: '/organisations' },
      { route: 'roles', path: '/roles' },
      { route: 'api-tokens', path: '/api-tokens', open: ['make-token', '.ant-drawer'] },
    ],
    'sys.admin': [
      { route: 'account/notices', path: '/account/notices' },
      { route: 'webhooks', path: '/webhooks', open: ['add-webhook', '.ant-drawer'] },
      { route: 'webhooks/:id', named: true, path: `/webhooks/${webhook.id}` },
    ],
    leader: [
      { route: 'matrix', path: '/matrix' },
      { route: 'roadmap', path: '/roadmap?by=department' },
      { route: 'policies', path: '/policies' },
      { route: 'tasks', path: '/tasks' },
      { route: 'tasks/:id', path: `/tasks/${await firstOf('/task-categories')}` },
      { route: 'rates', path: '/rates?by=region' },
      { route: 'indicators', path: '/indicators' },
      { route: 'indicators/:code', named: true, path: '/indicators/studios' },
      { route: 'indicators/:code/values', named: true, path: '/indicators/studios/values' },
      { route: 'overview', path: '/overview' },
      { route: 'units', path: '/units' },
      { route: 'units/statistics', path: '/units/statistics' },
    ],
  };
  return { desk, phone };
}

/** A working day that is later than any assignment of the demo is due. */
async function later(page: Page): Promise<string> {
  const { today } = await ask<{ today: string }>(page, '/me');
  const [from, to] = [200, 230].map((n) => new Date(Date.parse(today) + n * 86_400_000).toISOString().slice(0, 10));
  const days = await ask<{ items: { day: string; working: boolean }[] }>(page, `/calendars/working-days?from=${from}&to=${to}`);
  return days.items.find(({ working }) => working)!.day;
}
