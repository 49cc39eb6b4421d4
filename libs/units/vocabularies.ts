/**
 * The code lists of the field, with their labels. A word is data: nothing in the code branches on a label.
 * Source: the product's vocabulary (vocab.json); states are those of the state machines.
 */
export interface Term {
  code: string;
  zh: string;
  en: string;
  track?: string;
}

export const VOCABULARIES = {
 unit_kind: [
  { code: 'enterprise', zh: '企业', en: 'Enterprise' },
  { code: 'enterprise_group', zh: '企业集团', en: 'Enterprise group' },
  { code: 'subsidiary', zh: '所属企业(子/分公司)', en: 'Subsidiary or branch' },
  { code: 'industrial_park', zh: '产业园区', en: 'Industrial park' },
  { code: 'prefecture', zh: '设区市', en: 'Prefecture' },
  { code: 'county', zh: '县(市、区)', en: 'County' },
  { code: 'industry_union', zh: '产业(行业)工会', en: 'Industry union' },
  { code: 'school', zh: '职业(技工)院校', en: 'Vocational school' }
 ],
 pilot_level: [
  { code: 'national', zh: '国家级', en: 'National' },
  { code: 'provincial', zh: '省级', en: 'Provincial' },
  { code: 'prefecture', zh: '市级', en: 'Prefecture' },
  { code: 'county', zh: '县(区)级', en: 'County' },
  { code: 'township', zh: '乡镇(街道)级', en: 'Township' }
 ],
 ownership: [
  { code: 'state_owned', zh: '国有', en: 'State-owned' },
  { code: 'state_controlled', zh: '国有控股', en: 'State-controlled' },
  { code: 'collective', zh: '集体', en: 'Collective' },
  { code: 'private', zh: '民营(私营)', en: 'Private' },
  { code: 'hmt', zh: '港澳台商投资', en: 'HK/Macao/Taiwan' },
  { code: 'foreign', zh: '外商投资', en: 'Foreign' },
  { code: 'mixed', zh: '混合所有制(非国有控股)', en: 'Mixed' },
  { code: 'other', zh: '其他', en: 'Other' }
 ],
 size: [
  { code: 'L', zh: '大型', en: 'Large' },
  { code: 'M', zh: '中型', en: 'Medium' },
  { code: 'S', zh: '小型', en: 'Small' },
  { code: 'XS', zh: '微型', en: 'Micro' }
 ],
 industry_section: [
  { code: 'A', zh: '农、林、牧、渔业', en: 'Agriculture' },
  { code: 'B', zh: '采矿业', en: 'Mining' },
  { code: 'C', zh: '制造业', en: 'Manufacturing' },
  { code: 'D', zh: '电力、热力、燃气及水生产和供应业', en: 'Utilities' },
  { code: 'E', zh: '建筑业', en: 'Construction' },
  { code: 'F', zh: '批发和零售业', en: 'Trade' },
  { code: 'G', zh: '交通运输、仓储和邮政业', en: 'Transport, storage, post' },
  { code: 'H', zh: '住宿和餐饮业', en: 'Accommodation and catering' },
  { code: 'I', zh: '信息传输、软件和信息技术服务业', en: 'Information and software' },
  { code: 'J', zh: '金融业', en: 'Finance' },
  { code: 'K', zh: '房地产业', en: 'Real estate' },
  { code: 'L', zh: '租赁和商务服务业', en: 'Leasing and business services' },
  { code: 'M', zh: '科学研究和技术服务业', en: 'Research and technical services' },
  { code: 'N', zh: '水利、环境和公共设施管理业', en: 'Water, environment, public facilities' },
  { code: 'O', zh: '居民服务、修理和其他服务业', en: 'Resident services' },
  { code: 'P', zh: '教育', en: 'Education' },
  { code: 'Q', zh: '卫生和社会工作', en: 'Health and social work' },
  { code: 'R', zh: '文化、体育和娱乐业', en: 'Culture, sport, entertainment' },
  { code: 'S', zh: '公共管理、社会保障和社会组织', en: 'Public administration' },
  { code: 'T', zh: '国际组织', en: 'International organisations' }
 ],
 sector_track: [
  { code: 'traditional', zh: '传统领域', en: 'Traditional track' },
  { code: 'strategic_emerging', zh: '战略性新兴产业领域', en: 'Strategic-emerging track' },
  { code: 'other', zh: '其他', en: 'Other' }
 ],
 sub_sector: [
  { code: 'auto', zh: '汽车', en: 'Automobiles', track: 'traditional' },
  { code: 'steel', zh: '钢铁', en: 'Steel', track: 'traditional' },
  { code: 'metallurgy', zh: '冶金', en: 'Metallurgy', track: 'traditional' },
  { code: 'textile', zh: '纺织服装', en: 'Textiles and apparel', track: 'traditional' },
  { code: 'bigdata_iot', zh: '大数据与物联网', en: 'Big data and IoT', track: 'strategic_emerging' },
  { code: 'it_mfg', zh: '信息技术制造业', en: 'IT manufacturing', track: 'strategic_emerging' },
  { code: 'ai_equipment', zh: '人工智能与智能装备', en: 'AI and smart equipment', track: 'strategic_emerging' },
  { code: 'biomed', zh: '生物医药健康', en: 'Biomedicine and health', track: 'strategic_emerging' },
  { code: 'high_equipment', zh: '高端装备制造', en: 'High-end equipment', track: 'strategic_emerging' },
  { code: 'port', zh: '港口物流', en: 'Ports and logistics', track: 'other' },
  { code: 'other', zh: '其他', en: 'Other', track: 'other' }
 ],
 case_state: [
  { code: 'draft', zh: '草稿', en: 'Draft' },
  { code: 'applied', zh: '已申报', en: 'Applied' },
  { code: 'city_review', zh: '市级推荐审核', en: 'City recommendation' },
  { code: 'province_review', zh: '省级审核', en: 'Provincial review' },
  { code: 'publicity', zh: '公示中', en: 'Public notice' },
  { code: 'designated', zh: '已确定试点', en: 'Designated' },
  { code: 'plan_review', zh: '方案审核', en: 'Plan under review' },
  { code: 'implementing', zh: '推进中', en: 'Implementing' },
  { code: 'evaluating', zh: '评估验收中', en: 'Evaluation' },
  { code: 'passed', zh: '通过验收', en: 'Passed' },
  { code: 'model', zh: '示范推广', en: 'Model unit' },
  { code: 'suspended', zh: '暂停', en: 'Suspended' },
  { code: 'withdrawn', zh: '退出试点', en: 'Withdrawn' },
  { code: 'rejected', zh: '不予列入', en: 'Rejected' }
 ],
 task_state: [
  { code: 'draft', zh: '拟办', en: 'Draft' },
  { code: 'pending_issue', zh: '待交办(审批)', en: 'Awaiting issue' },
  { code: 'issued', zh: '已交办(待签收)', en: 'Issued' },
  { code: 'in_progress', zh: '承办中', en: 'In progress' },
  { code: 'feedback_submitted', zh: '已反馈(待审核)', en: 'Feedback submitted' },
  { code: 'returned', zh: '退回重办', en: 'Returned' },
  { code: 'completed', zh: '已办结', en: 'Completed' },
  { code: 'archived', zh: '销号归档', en: 'Archived' },
  { code: 'suspended', zh: '中止', en: 'Suspended' },
  { code: 'cancelled', zh: '撤销', en: 'Cancelled' }
 ],
 task_source: [
  { code: 'catalogue', zh: '52项任务', en: 'Catalogue task' },
  { code: 'meeting', zh: '会议议定事项', en: 'Meeting decision' },
  { code: 'instruction', zh: '领导批示', en: 'Leader instruction' },
  { code: 'inspection', zh: '督查整改', en: 'Inspection follow-up' },
  { code: 'annual', zh: '年度要点', en: 'Annual key point' },
  { code: 'policy', zh: '政策文件', en: 'Policy' },
  { code: 'finding', zh: '督查发现问题', en: 'Inspection finding' },
  { code: 'plan', zh: '试点方案', en: 'Pilot plan' }
 ],
 light: [
  { code: 'green', zh: '绿灯(正常)', en: 'On track' },
  { code: 'yellow', zh: '黄灯(预警)', en: 'Warning' },
  { code: 'red', zh: '红灯(逾期/严重滞后)', en: 'Overdue or far behind' },
  { code: 'grey', zh: '灰(未开始/已中止)', en: 'Not started or suspended' },
  { code: 'done', zh: '办结', en: 'Done' }
 ],
 extension_state: [
  { code: 'requested', zh: '已申请', en: 'Requested' },
  { code: 'leader_ok', zh: '单位领导已审', en: 'Leader approved' },
  { code: 'approved', zh: '同意延期', en: 'Approved' },
  { code: 'rejected', zh: '不同意', en: 'Rejected' }
 ],
 finding_severity: [
  { code: 'general', zh: '一般问题', en: 'General' },
  { code: 'prominent', zh: '突出问题', en: 'Prominent' },
  { code: 'serious', zh: '严重问题', en: 'Serious' }
 ],
 finding_nature: [
  { code: 'obstacle', zh: '机制性障碍', en: 'Institutional obstacle' },
  { code: 'structural', zh: '结构性矛盾', en: 'Structural contradiction' },
  { code: 'policy', zh: '政策性问题', en: 'Policy problem' },
  { code: 'execution', zh: '落实不到位', en: 'Execution gap' },
  { code: 'data', zh: '数据材料问题', en: 'Data or evidence problem' }
 ],
 inspection_state: [
  { code: 'planned', zh: '列入计划', en: 'Planned' },
  { code: 'notified', zh: '已通知', en: 'Notified' },
  { code: 'self_check', zh: '自查中', en: 'Self-check' },
  { code: 'on_site', zh: '实地督查', en: 'On site' },
  { code: 'opinion_draft', zh: '意见形成', en: 'Opinion drafting' },
  { code: 'feedback', zh: '已反馈', en: 'Feedback given' },
  { code: 'rectifying', zh: '整改中', en: 'Rectifying' },
  { code: 'verifying', zh: '核查验收', en: 'Verifying' },
  { code: 'closed', zh: '结案', en: 'Closed' },
  { code: 'cancelled', zh: '取消', en: 'Cancelled' }
 ],
 inspection_type: [
  { code: 'annual', zh: '年度督查', en: 'Annual' },
  { code: 'special', zh: '专项督查', en: 'Special' },
  { code: 'spot', zh: '随机抽查', en: 'Spot check' },
  { code: 'look_back', zh: '回头看', en: 'Look-back' },
  { code: 'assessment', zh: '考核评估', en: 'Assessment' }
 ],
 inspection_method: [
  { code: 'hear', zh: '听取汇报', en: 'Hear report' },
  { code: 'documents', zh: '查阅资料台账', en: 'Check documents' },
  { code: 'site', zh: '实地察看', en: 'Site visit' },
  { code: 'talk', zh: '座谈访谈', en: 'Talks' },
  { code: 'questionnaire', zh: '问卷测评', en: 'Questionnaire' },
  { code: 'unannounced', zh: '暗访', en: 'Unannounced' }
 ],
 urgency: [
  { code: 'normal', zh: '平件', en: 'Normal' },
  { code: 'urgent', zh: '加急', en: 'Urgent' },
  { code: 'top', zh: '特急', en: 'Top urgent' }
 ],
 role: [
  { code: 'sys_admin', zh: '系统管理员', en: 'System administrator' },
  { code: 'sec_admin', zh: '安全管理员', en: 'Security administrator' },
  { code: 'audit_admin', zh: '审计管理员', en: 'Audit administrator' },
  { code: 'office_director', zh: '省产改办负责人', en: 'Reform office director' },
  { code: 'office_staff', zh: '省产改办工作人员', en: 'Reform office staff' },
  { code: 'dept_leader', zh: '成员单位分管领导', en: 'Department leader' },
  { code: 'dept_liaison', zh: '成员单位联络员', en: 'Department liaison' },
  { code: 'city_reviewer', zh: '市级产改办审核员', en: 'City reviewer' },
  { code: 'city_staff', zh: '市级工会经办人', en: 'City union staff' },
  { code: 'pilot_leader', zh: '试点单位负责人', en: 'Pilot unit leader' },
  { code: 'pilot_liaison', zh: '试点单位产改联络员', en: 'Pilot liaison' },
  { code: 'inspector_lead', zh: '督查组组长', en: 'Inspection lead' },
  { code: 'inspector', zh: '督查组成员', en: 'Inspector' },
  { code: 'observer', zh: '产改观察员', en: 'Observer' },
  { code: 'leader_view', zh: '省领导(只读)', en: 'Leadership viewer' }
 ],
 report_state: [
  { code: 'draft', zh: '草稿', en: 'Draft' },
  { code: 'internal_review', zh: '单位内审', en: 'Internal review' },
  { code: 'submitted', zh: '已报送', en: 'Submitted' },
  { code: 'city_review', zh: '市级审核', en: 'City review' },
  { code: 'province_review', zh: '省级审核', en: 'Provincial review' },
  { code: 'returned', zh: '退回修改', en: 'Returned' },
  { code: 'accepted', zh: '审核通过', en: 'Accepted' },
  { code: 'corrected', zh: '已更正(新版本)', en: 'Superseded by correction' },
  { code: 'withdrawn', zh: '撤回', en: 'Withdrawn' }
 ],
 evaluation_state: [
  { code: 'self_scoring', zh: '单位自评', en: 'Self-scoring' },
  { code: 'unit_review', zh: '单位审签', en: 'With the unit\'s leader' },
  { code: 'city_scoring', zh: '市级评分', en: 'City scoring' },
  { code: 'province_scoring', zh: '省级评分', en: 'Provincial scoring' },
  { code: 'published', zh: '已公布', en: 'Published' },
  { code: 'correcting', zh: '更正中', en: 'Being corrected' }
 ],
 report_type: [
  { code: 'quarterly', zh: '季度报告', en: 'Quarterly' },
  { code: 'half_year', zh: '半年报告', en: 'Half-yearly' },
  { code: 'annual', zh: '年度报告', en: 'Annual' },
  { code: 'special', zh: '专题报告', en: 'Special' }
 ],
 rectification_state: [
  { code: 'identified', zh: '待确认', en: 'Identified' },
  { code: 'issued', zh: '已下达', en: 'Issued' },
  { code: 'plan_submitted', zh: '方案已报', en: 'Plan submitted' },
  { code: 'rectifying', zh: '整改中', en: 'Rectifying' },
  { code: 'closure_requested', zh: '申请销号', en: 'Closure requested' },
  { code: 'returned', zh: '退回整改', en: 'Returned' },
  { code: 'closed', zh: '已销号', en: 'Closed' },
  { code: 'objected', zh: '提出异议', en: 'Objected' },
  { code: 'voided', zh: '撤销(异议成立)', en: 'Voided' },
  { code: 'reopened', zh: '重新打开', en: 'Reopened' }
 ],
 practice_state: [
  { code: 'draft', zh: '草稿', en: 'Draft' },
  { code: 'submitted', zh: '已申报', en: 'Submitted' },
  { code: 'city_recommended', zh: '市级推荐', en: 'City recommended' },
  { code: 'reviewing', zh: '评审中', en: 'Reviewing' },
  { code: 'selected', zh: '入选', en: 'Selected' },
  { code: 'published', zh: '印发推广', en: 'Published' },
  { code: 'replicated', zh: '复制推广中', en: 'Being replicated' },
  { code: 'rejected', zh: '未入选', en: 'Not selected' },
  { code: 'retired', zh: '已下架', en: 'Retired' }
 ],
 supervision_notice: [
  { code: 'remind', zh: '催办提醒', en: 'Reminder' },
  { code: 'blue', zh: '蓝色督办单', en: 'Blue notice' },
  { code: 'yellow', zh: '黄色督办单', en: 'Yellow notice' },
  { code: 'letter', zh: '督办函', en: 'Supervision letter' },
  { code: 'red', zh: '红色督办单', en: 'Red notice' },
  { code: 'talk', zh: '约谈', en: 'Interview' }
 ],
 supervision_state: [
  { code: 'proposed', zh: '待签发', en: 'Proposed' },
  { code: 'sent', zh: '已催办', en: 'Sent' },
  { code: 'issued', zh: '待回复', en: 'Issued' },
  { code: 'replied', zh: '已回复', en: 'Replied' },
  { code: 'closed', zh: '已办结', en: 'Closed' },
  { code: 'withdrawn', zh: '已撤回', en: 'Withdrawn' }
 ],
 visit_state: [
  { code: 'planned', zh: '待督查', en: 'Planned' },
  { code: 'filed', zh: '已报送结果', en: 'Filed' },
  { code: 'fed_back', zh: '已反馈', en: 'Fed back' }
 ],
 answer_verdict: [
  { code: 'pass', zh: '符合', en: 'Met' },
  { code: 'partial', zh: '部分符合', en: 'Partly met' },
  { code: 'fail', zh: '不符合', en: 'Not met' },
  { code: 'not_applicable', zh: '不适用', en: 'Not applicable' }
 ]
} satisfies Record<string, Term[]>;

export type Vocabulary = keyof typeof VOCABULARIES;

/** @returns the codes of a list, for validation */
export const codesOf = (list: Vocabulary): string[] => VOCABULARIES[list].map((term) => term.code);

/** @returns the code of a Chinese label, or of the code itself; undefined where the list has none such */
export const codeOf = (list: Vocabulary, label: string): string | undefined =>
  VOCABULARIES[list].find((term) => term.zh === label || term.code === label)?.code;

/** How the office writes a code; the code itself where the list has none such. */
export const labelOf = (list: Vocabulary, code: string): string => VOCABULARIES[list].find((term) => term.code === code)?.zh ?? code;
