/** Who a policy is of, or what kind of document it is. Source: the categories of the field's list of policies. */
export const POLICY_CATEGORIES = [
  { code: 'national', zh: '国家', en: 'National' },
  { code: 'provincial', zh: '省级', en: 'Provincial' },
  { code: 'prefecture', zh: '市级', en: 'Prefecture' },
  { code: 'programme', zh: '行动计划', en: 'Programme' },
  { code: 'campaign', zh: '主题活动', en: 'Campaign' },
  { code: 'system', zh: '制度', en: 'System' },
  { code: 'agreement', zh: '协议', en: 'Agreement' },
  { code: 'reform', zh: '专项改革', en: 'Reform' },
  { code: 'plan', zh: '方案', en: 'Plan' },
];

/** What a policy is found by. */
export const policySearchText = (code: string, title: string, docNo: string | null, issuer: string | null): string =>
  [code, title, docNo, issuer].filter(Boolean).join(' ').toLowerCase();
