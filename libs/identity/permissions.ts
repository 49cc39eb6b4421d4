import type { Reach } from '../kernel/index.js';

export interface Permission {
  area: keyof typeof AREAS;
  zh: string;
  en: string;
  /** Only looks. */
  looks?: true;
  /** For whom the database has rows to back it: nobody else can be given it. */
  reaches: readonly Reach[];
}

/** The lines of the matrix, in its order. */
export const AREAS = {
  register: { zh: '试点单位与档案', en: 'Units and cases' },
  task: { zh: '任务与进展', en: 'Tasks and progress' },
  inspection: { zh: '督查', en: 'Inspection' },
  overview: { zh: '统计', en: 'Statistics' },
  account: { zh: '账号与权限', en: 'Accounts and rights' },
  audit: { zh: '审计', en: 'Audit' },
  system: { zh: '系统对接', en: 'Integration' },
} as const;

const BUSINESS: readonly Reach[] = ['province', 'city', 'department', 'unit', 'inspector'];
const FOLLOWING: readonly Reach[] = ['province', 'city', 'department', 'unit'];
const UNIONS: readonly Reach[] = ['province', 'city'];

/** Every permission a route asks for, and what it means to who gives it. A test walks the routes and asks for each here. */
export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  'unit.read': { area: 'register', zh: '查看试点单位', en: 'See pilot units', looks: true, reaches: BUSINESS },
  'unit.write': { area: 'register', zh: '登记和修改单位', en: 'Enter and change units', reaches: UNIONS },
  'unit.import': { area: 'register', zh: '导入单位台账', en: 'Import the register', reaches: UNIONS },
  'policy.read': { area: 'register', zh: '查看政策', en: 'See policies', looks: true, reaches: BUSINESS },
  'policy.import': { area: 'register', zh: '导入政策清单', en: 'Import policies', reaches: ['province'] },
  'policy.write': { area: 'register', zh: '维护政策的对应任务和文件', en: 'Keep the tasks and documents of policies', reaches: ['province'] },
  'case.read': { area: 'register', zh: '查看试点档案', en: 'See pilot cases', looks: true, reaches: BUSINESS },
  'case.apply': { area: 'register', zh: '建立和填写试点申报、方案', en: 'Open cases, write applications and plans', reaches: ['province', 'city', 'unit'] },
  'case.papers': { area: 'register', zh: '查看申报表、试点方案和名额', en: 'See applications, plans and quotas', looks: true, reaches: FOLLOWING },
  'case.act': { area: 'register', zh: '办理试点档案（申报、推荐、审核、方案）', en: 'Move cases along', reaches: FOLLOWING },
  'case.object': { area: 'register', zh: '登记和答复公示异议', en: 'Record objections and answer them', reaches: UNIONS },
  'case.designate': { area: 'register', zh: '批量确定试点', en: 'Designate in bulk', reaches: ['province'] },
  'batch.keep': { area: 'register', zh: '维护批次和名额', en: 'Keep batches and quotas', reaches: ['province'] },
  'sponsorship.keep': { area: 'register', zh: '指定和结束指导部门', en: 'Name and end sponsors', reaches: ['province'] },
  'sponsorship.overview': { area: 'register', zh: '按部门查看指导情况', en: 'See sponsoring by department', looks: true, reaches: ['province'] },
  'task.read': { area: 'task', zh: '查看任务目录', en: 'See the task catalogue', looks: true, reaches: BUSINESS },
  'task.import': { area: 'task', zh: '导入任务目录', en: 'Import the task catalogue', reaches: ['province'] },
  'assignment.read': { area: 'task', zh: '查看交办任务', en: 'See assignments', looks: true, reaches: FOLLOWING },
  'assignment.create': { area: 'task', zh: '交办任务', en: 'Give assignments', reaches: ['province', 'department'] },
  'assignment.act': { area: 'task', zh: '签收、反馈、审核任务', en: 'Sign, answer and review', reaches: FOLLOWING },
  'calendar.load': { area: 'task', zh: '装入年度工作日历', en: 'Load a year of working days', reaches: ['province'] },
  'supervision.read': { area: 'task', zh: '查看督办单', en: 'See supervision notices', looks: true, reaches: FOLLOWING },
  'supervision.raise': { area: 'task', zh: '催办、提出督办', en: 'Urge, raise notices', reaches: ['province', 'city', 'department'] },
  'supervision.act': { area: 'task', zh: '签发、回复、办结督办单', en: 'Issue, answer and close notices', reaches: ['province', 'department', 'unit'] },
  'setting.judge': { area: 'task', zh: '设定亮灯和督办规则', en: 'Set lights and supervision', reaches: ['province'] },
  'progress.read': { area: 'task', zh: '查看进展记录', en: 'See progress', looks: true, reaches: FOLLOWING },
  'progress.log': { area: 'task', zh: '填报进展', en: 'Log progress', reaches: FOLLOWING },
  'progress.import': { area: 'task', zh: '导入进展台账', en: 'Import progress', reaches: FOLLOWING },
  'report.read': { area: 'task', zh: '查看进展报告', en: 'See reports', looks: true, reaches: FOLLOWING },
  'indicator.read': { area: 'overview', zh: '查看指标', en: 'See indicators', looks: true, reaches: FOLLOWING },
  'indicator.keep': { area: 'overview', zh: '维护指标口径、目标和全省统计数', en: 'Keep definitions, targets and statistics of indicators', reaches: ['province'] },
  'evaluation.read': { area: 'task', zh: '查看年度评估', en: 'See evaluations', looks: true, reaches: FOLLOWING },
  'evaluation.act': { area: 'task', zh: '评分、审签和审定评估', en: 'Score, sign and decide evaluations', reaches: ['province', 'city', 'unit'] },
  'evaluation.keep': { area: 'task', zh: '制定评分办法、启动年度评估', en: 'Keep schemes, open evaluations', reaches: ['province'] },
  'evaluation.summary': { area: 'task', zh: '导出评估汇总', en: 'Export the summary of evaluations', looks: true, reaches: UNIONS },
  'period.keep': { area: 'task', zh: '设立和开启填报期', en: 'Keep and open reporting periods', reaches: ['province'] },
  'report.write': { area: 'task', zh: '填写进展报告', en: 'Fill in reports', reaches: ['province', 'city', 'unit'] },
  'report.act': { area: 'task', zh: '报送、审核、退回、通过进展报告', en: 'Hand in, review, return and accept reports', reaches: FOLLOWING },
  'report.remark': { area: 'task', zh: '对进展报告提出意见', en: 'Remark on reports', reaches: ['province', 'city', 'department'] },
  'report.answer': { area: 'task', zh: '答复对进展报告的意见', en: 'Answer remarks on reports', reaches: ['unit'] },
  'attachment.read': { area: 'task', zh: '查看附件', en: 'Open files', looks: true, reaches: BUSINESS },
  'attachment.upload': { area: 'task', zh: '上传附件', en: 'Upload files', reaches: BUSINESS },
  'visit.read': { area: 'inspection', zh: '查看督查走访', en: 'See visits', looks: true, reaches: BUSINESS },
  'visit.act': { area: 'inspection', zh: '报送和反馈督查结果', en: 'File and feed back', reaches: ['province', 'inspector'] },
  'finding.read': { area: 'inspection', zh: '查看督查问题', en: 'See findings', looks: true, reaches: BUSINESS },
  'stats.view': { area: 'overview', zh: '查看统计', en: 'See statistics', looks: true, reaches: ['province', 'city', 'department'] },
  'user.read': { area: 'account', zh: '查看账号和岗位', en: 'See accounts and positions', looks: true, reaches: ['admin'] },
  'user.write': { area: 'account', zh: '开设、停用和重置账号', en: 'Open, disable and reset accounts', reaches: ['admin'] },
  'organisation.write': { area: 'account', zh: '维护机构', en: 'Keep organisations', reaches: ['admin'] },
  'position.write': { area: 'account', zh: '授予、收回和移交岗位', en: 'Give, take and hand over positions', reaches: ['admin'] },
  'role.read': { area: 'account', zh: '查看角色权限', en: 'See what roles may do', looks: true, reaches: ['admin'] },
  'role.write': { area: 'account', zh: '调整角色权限', en: 'Adjust what roles may do', reaches: ['admin'] },
  'session.manage': { area: 'account', zh: '查看和结束他人的登录会话', en: 'See and end others\' sessions', reaches: ['admin'] },
  'sign_in_policy.write': { area: 'account', zh: '设定登录与密码规则', en: 'Set the rules of signing in', reaches: ['admin'] },
  'second_factor.remove': { area: 'account', zh: '为丢失手机的人停用两步验证', en: 'Remove a lost second factor', reaches: ['admin'] },
  'api_token.manage': { area: 'account', zh: '发放和收回接口令牌', en: 'Give and take API tokens', reaches: ['admin'] },
  'sign_in.read': { area: 'audit', zh: '查看他人的登录记录', en: 'See others\' sign-ins', looks: true, reaches: ['admin'] },
  'webhook.manage': { area: 'system', zh: '设置 Webhook 和群机器人', en: 'Set up webhooks and group robots', reaches: ['admin'] },
  'audit.read': { area: 'audit', zh: '查看审计日志', en: 'Read the audit trail', looks: true, reaches: ['province', 'admin'] },
};
