import type { Reach } from '../kernel/index.js';

export interface Role {
  zh: string;
  en: string;
  reach: Reach;
  permissions: readonly string[];
  readOnly?: true;
}

const look = ['unit.read', 'case.read', 'task.read', 'policy.read'];
const inspect = ['visit.read', 'finding.read', 'attachment.read'];
const follow = ['assignment.read', 'supervision.read', 'progress.read', 'report.read', 'indicator.read', 'evaluation.read', ...inspect];
const casePapers = ['case.papers'];
const officeCases = ['case.papers', 'case.apply', 'case.act', 'case.object', 'batch.keep', 'sponsorship.keep', 'sponsorship.overview'];
const logProgress = ['progress.log', 'progress.import', 'attachment.upload'];
/** The province's lists of tasks and of policies. */
const keepLists = ['task.import', 'policy.import', 'policy.write'];
/** Calendars, and the thresholds by which the province judges. */
const setRules = ['calendar.load', 'setting.judge'];
const keepIndicators = ['indicator.keep'];
/** What the office does with evaluations. */
const evaluate = ['evaluation.act', 'evaluation.keep', 'evaluation.summary'];
/** Of whom reports are expected, and until when. */
const keepPeriods = ['period.keep'];
const supervise = ['supervision.raise', 'supervision.act'];
const keepRegister = ['unit.write', 'unit.import'];

/** Names: vocab.json «role». What each may do: workflows.json «by», and domain.md «Who uses it». */
export const ROLES: Readonly<Record<string, Role>> = {
  office_director: {
    zh: '省产改办负责人',
    en: 'Reform office director',
    reach: 'province',
    permissions: [
      ...look, ...follow, ...keepRegister, ...keepLists, ...logProgress, ...officeCases, 'case.designate', 'assignment.create', 'assignment.act', 'visit.act', 'stats.view', 'audit.read', ...supervise, ...setRules, ...keepPeriods, ...keepIndicators, 'report.remark', ...evaluate,
    ],
  },
  office_staff: {
    zh: '省产改办工作人员',
    en: 'Reform office staff',
    reach: 'province',
    permissions: [...look, ...follow, ...keepRegister, ...keepLists, ...logProgress, ...officeCases, 'assignment.create', 'assignment.act', 'visit.act', 'stats.view', 'calendar.load', ...supervise, ...keepPeriods, ...keepIndicators, 'report.write', 'report.act', 'report.remark', ...evaluate],
  },
  leader_view: {
    zh: '省领导(只读)',
    en: 'Leadership viewer',
    reach: 'province',
    permissions: [...look, ...follow, ...casePapers, 'sponsorship.overview', 'stats.view', 'evaluation.summary'],
    readOnly: true,
  },
  city_reviewer: {
    zh: '市级产改办审核员',
    en: 'City reviewer',
    reach: 'city',
    permissions: [...look, ...follow, ...casePapers, 'case.act', 'attachment.upload', 'assignment.act', 'supervision.raise', 'stats.view', 'report.act', 'report.remark', 'evaluation.act', 'evaluation.summary'],
  },
  city_staff: {
    zh: '市级工会经办人',
    en: 'City union staff',
    reach: 'city',
    permissions: [...look, ...follow, ...keepRegister, ...logProgress, ...casePapers, 'case.apply', 'case.act', 'case.object', 'assignment.act', 'supervision.raise', 'stats.view', 'report.write', 'report.act', 'report.remark', 'evaluation.act', 'evaluation.summary'],
  },
  dept_leader: {
    zh: '成员单位分管领导',
    en: 'Department leader',
    reach: 'department',
    permissions: [...look, ...follow, ...casePapers, 'case.act', 'assignment.create', 'assignment.act', ...supervise, 'stats.view', 'report.remark'],
  },
  dept_liaison: {
    zh: '成员单位联络员',
    en: 'Department liaison',
    reach: 'department',
    permissions: [...look, ...follow, ...logProgress, ...casePapers, 'assignment.create', 'assignment.act', ...supervise, 'stats.view', 'report.act', 'report.remark'],
  },
  pilot_leader: {
    zh: '试点单位负责人',
    en: 'Pilot unit leader',
    reach: 'unit',
    permissions: [...look, ...follow, ...casePapers, 'case.apply', 'case.act', 'attachment.upload', 'assignment.act', 'supervision.act', 'report.act', 'report.answer', 'evaluation.act'],
  },
  pilot_liaison: {
    zh: '试点单位产改联络员',
    en: 'Pilot liaison',
    reach: 'unit',
    permissions: [...look, ...follow, ...logProgress, ...casePapers, 'case.apply', 'assignment.act', 'supervision.act', 'report.write', 'report.act', 'report.answer', 'evaluation.act'],
  },
  inspector_lead: {
    zh: '督查组组长',
    en: 'Inspection lead',
    reach: 'inspector',
    permissions: [...look, ...inspect, 'visit.act', 'attachment.upload'],
  },
  inspector: {
    zh: '督查组成员',
    en: 'Inspector',
    reach: 'inspector',
    permissions: [...look, ...inspect, 'visit.act', 'attachment.upload'],
  },
  sys_admin: { zh: '系统管理员', en: 'System administrator', reach: 'admin', permissions: ['user.read', 'user.write', 'organisation.write', 'role.read', 'session.manage', 'webhook.manage'] },
  sec_admin: {
    zh: '安全管理员',
    en: 'Security administrator',
    reach: 'admin',
    permissions: ['user.read', 'position.write', 'role.read', 'role.write', 'session.manage', 'sign_in.read', 'sign_in_policy.write', 'api_token.manage', 'second_factor.remove'],
  },
  audit_admin: { zh: '审计管理员', en: 'Audit administrator', reach: 'admin', permissions: ['user.read', 'role.read', 'audit.read', 'sign_in.read'] },
};
