import type { Machine } from '../kernel/index.js';

/** 进展报告, one case and one period. Source: workflows.json «ProgressReport». */
export const PROGRESS_REPORT_MACHINE: Machine = {
  machine: 'progress-report',
  zh: '进展报告',
  en: 'Progress report',
  initial: 'draft',
  transitions: [
    { action: 'review', zh: '送内审', en: 'Send to internal review', from: ['draft', 'returned'], to: 'internal_review', by: ['pilot_liaison'] },
    { action: 'submit', zh: '报送', en: 'Submit', from: ['internal_review'], to: 'submitted', by: ['pilot_leader'] },
    { action: 'withdraw', zh: '撤回', en: 'Withdraw', from: ['submitted'], to: 'withdrawn', by: ['pilot_liaison'] },
    { action: 'edit_again', zh: '重新编辑', en: 'Edit again', from: ['withdrawn'], to: 'draft', by: ['pilot_liaison'] },
    { action: 'city_start', zh: '市级审核', en: 'Start city review', from: ['submitted'], to: 'city_review', by: ['city_staff'] },
    { action: 'forward', zh: '报省', en: 'Forward to the province', from: ['city_review'], to: 'province_review', by: ['city_reviewer'] },
    { action: 'direct', zh: '直报', en: 'Take in directly', from: ['submitted'], to: 'province_review', by: ['office_staff'] },
    { action: 'return', zh: '退回', en: 'Return', from: ['city_review', 'province_review'], to: 'returned', by: ['city_reviewer', 'office_staff', 'dept_liaison'], needs: ['reason'] },
    { action: 'accept', zh: '通过', en: 'Accept for review', from: ['province_review'], to: 'accepted', by: ['office_staff'] },
    { action: 'correct', zh: '更正', en: 'Correct', from: ['accepted'], to: 'corrected', by: ['office_staff'] },
  ],
};
