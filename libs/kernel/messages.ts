import type { Locale } from './actor.js';

type Text = Record<Locale, string>;

/** Every refusal in Chinese and English. A `{name}` is filled from the problem's parameters. */
const MESSAGES = {
  // requests
  bad_json: { zh: '请求内容不是有效的 JSON。', en: 'The request body is not valid JSON.' },
  bad_request: { zh: '请求无法识别。', en: 'The request cannot be read.' },
  bad_query: { zh: '查询参数有误。', en: 'The query parameters are wrong.' },
  bad_cursor: { zh: '翻页标记无效，请从第一页重新查询。', en: 'The cursor does not belong to this list; start from the first page.' },
  bad_if_match: { zh: 'If-Match 应为行的版本号，例如 "3"。', en: 'If-Match must be the row\'s version, such as "3".' },
  bad_idempotency_key: { zh: 'Idempotency-Key 应为 8 至 100 个可见字符。', en: 'Idempotency-Key must be 8 to 100 visible characters.' },
  invalid: { zh: '有字段填写不正确，请按提示修改后再提交。', en: 'Some fields are wrong; mend them as told and send again.' },
  too_large: { zh: '内容超过允许的大小。', en: 'The content is larger than allowed.' },
  unsupported_media: { zh: '不支持这种内容格式。', en: 'This kind of content is not taken.' },
  not_found: { zh: '没有找到，或您无权查看。', en: 'Not found, or not yours to see.' },
  method_not_allowed: { zh: '该地址不支持这种操作。', en: 'This address does not take this method.' },
  forbidden: { zh: '您当前的岗位不能做这项操作。', en: 'The position you act in may not do this.' },
  out_of_sight: { zh: '您当前的岗位不能写入这一行。', en: 'The position you act in may not write this row.' },
  unauthenticated: { zh: '请先登录。', en: 'Please sign in.' },
  session_ended: { zh: '登录已失效，请重新登录。', en: 'The session has ended; please sign in again.' },
  invalid_credentials: { zh: '用户名或密码不正确。', en: 'The username or the password is wrong.' },
  account_locked: { zh: '连续多次登录失败，账号已锁定，请 {minutes} 分钟后再试。', en: 'Too many failed attempts; the account is locked. Try again in {minutes} minutes.' },
  too_many_requests: { zh: '请求过于频繁，请稍后再试。', en: 'Too many requests; try again later.' },
  version_required: { zh: '修改已有数据须带上版本（If-Match）。', en: 'A change of an existing row must carry its version (If-Match).' },
  stale: { zh: '这一行已被他人修改，请刷新后核对再提交。', en: 'Somebody else has changed this row; look at it again, then send.' },
  idempotency_mismatch: { zh: '同一个 Idempotency-Key 已用于另一个请求。', en: 'This Idempotency-Key was used for another request.' },
  duplicate: { zh: '已存在相同的记录。', en: 'Such a row exists already.' },
  still_referenced: { zh: '仍有数据引用它，或它引用的数据不存在。', en: 'Something still refers to it, or it refers to something that does not exist.' },
  rule_broken: { zh: '不符合数据规则：{rule}。', en: 'A rule of the data is broken: {rule}.' },
  wrong_state: { zh: '当前状态不能执行该操作。', en: 'The present state does not allow this.' },
  unavailable: { zh: '数据库暂时不可用，请稍后重试。', en: 'The database is away for the moment; try again shortly.' },
  unexpected: { zh: '系统出现意外错误，请把追踪号告诉管理员。', en: 'Something unexpected happened; give the trace id to an administrator.' },
  // fields
  unknown_field: { zh: '没有这个字段。', en: 'There is no such field.' },
  bad_character: { zh: '含有无法保存的字符。', en: 'Contains a character that cannot be kept.' },
  required: { zh: '必填。', en: 'Required.' },
  wrong_type: { zh: '类型不正确，应为{expected}。', en: 'Wrong type; expected {expected}.' },
  too_long: { zh: '过长，最多 {max} 个字符。', en: 'Too long; at most {max} characters.' },
  too_short: { zh: '过短，至少 {min} 个字符。', en: 'Too short; at least {min} characters.' },
  too_small: { zh: '不能小于 {min}。', en: 'Must not be less than {min}.' },
  too_big: { zh: '不能大于 {max}。', en: 'Must not be more than {max}.' },
  too_few: { zh: '至少 {min} 项。', en: 'At least {min} of them.' },
  too_many: { zh: '最多 {max} 项。', en: 'At most {max} of them.' },
  not_accepted: { zh: '不在可选值之内：{accepted}。', en: 'Not one of the accepted values: {accepted}.' },
  not_a_date: { zh: '应为日期，例如 2026-11-23。', en: 'Must be a date such as 2026-11-23.' },
  not_an_id: { zh: '应为编号（uuid）。', en: 'Must be an id (uuid).' },
  repeated: { zh: '有重复的值。', en: 'Has a value twice.' },
  unknown_reference: { zh: '没有找到：{value}。', en: 'Not found: {value}.' },
  in_the_future: { zh: '不能晚于今天。', en: 'Must not be later than today.' },
  in_the_past: { zh: '不能早于今天。', en: 'Must not be earlier than today.' },
  // domain
  due_not_working_day: { zh: '完成时限不是工作日，最近的工作日是 {next}。', en: 'The due date is a rest day; the next working day is {next}.' },
  calendar_not_loaded: { zh: '工作日历只公布到 {until}，不能设定更晚的时限。', en: 'The working-day calendar is loaded until {until}; no later deadline can be set.' },
  uscc_structure: { zh: '统一社会信用代码应为 18 位，且不含 I、O、S、V、Z。', en: 'A credit code has 18 characters, none of them I, O, S, V or Z.' },
  uscc_checksum: { zh: '统一社会信用代码校验位不符；如代码属实，请说明理由。', en: 'The credit code fails its checksum; if it is genuine, give a reason.' },
  workers_over_employees: { zh: '产业工人数不能大于职工人数。', en: 'There cannot be more industrial workers than employees.' },
  not_your_task: { zh: '这项任务不由您的部门牵头。', en: 'Your department does not lead this task.' },
  not_your_assignment: { zh: '该任务由其他部门牵头，您只能查看。', en: 'Another department leads this assignment; you may only look.' },
  already_assigned: { zh: '该试点已有这项任务。', en: 'The case has this task already.' },
  needs_reason: { zh: '请说明理由。', en: 'Please give a reason.' },
  assignment_closed: { zh: '任务已结束或未开始，不能登记进展。', en: 'The assignment is not under way; no progress can be logged.' },
  case_not_open: { zh: '该试点档案当前不能承担任务。', en: 'The case cannot take assignments in its present state.' },
  file_type: { zh: '不支持该文件类型；可上传图片（JPEG、PNG、WebP）、PDF、Word、Excel。', en: 'This type of file is not taken; send an image (JPEG, PNG, WebP), PDF, Word or Excel file.' },
  file_missing: { zh: '没有收到文件。', en: 'No file was received.' },
  file_empty: { zh: '文件是空的。', en: 'The file is empty.' },
  unanswered: { zh: '检查项未作答。', en: 'The item has no answer.' },
  note_required: { zh: '不符合或部分符合时须说明情况。', en: 'An item that is not fully met needs a note.' },
  unknown_item: { zh: '检查表中没有这一项。', en: 'The checklist has no such item.' },
  filed_already: { zh: '结果已经报送，不能覆盖。', en: 'The result was filed; it is never overwritten.' },
  visit_member_avoidance: { zh: '回避：不得督查本人所在单位。', en: 'Recusal: nobody inspects an organisation of their own.' },
  window_closed: { zh: '不在督查时间窗口内。', en: 'Outside the visit window.' },
  too_much_at_once: { zh: '一次最多 {max} 项，请分批提交。', en: 'At most {max} at once; send it in parts.' },
  ledger_unreadable: { zh: '无法读取该文件，请另存为 .xlsx 后再上传。', en: 'The file cannot be read; save it as .xlsx and send it again.' },
  ledger_no_header: { zh: '没有找到表头，至少应有“单位名称”和“统一社会信用代码”两列。', en: 'No header row was found; at least 单位名称 and 统一社会信用代码 are needed.' },
  ledger_too_large: { zh: '文件展开后过大。', en: 'The file is too large once unpacked.' },
  import_has_errors: { zh: '仍有错误行；请改正，或只导入无误的行。', en: 'Some rows have errors; mend them, or take the valid ones only.' },
  // accounts
  own_account: { zh: '不能对本人的账号或岗位操作，请由另一名管理员办理。', en: 'Not on one\'s own account or positions; another administrator has to do it.' },
  separated_administrators: { zh: '三员分立：系统、安全、审计管理员须由不同的人担任，且不得兼任业务岗位。', en: 'The three administrators are separate people, and none holds a business position.' },
  last_administrator: { zh: '这是该类管理员中最后一名长期有效的，请先指定另一名。', en: 'This is the last lasting administrator of its kind; name another first.' },
  position_held: { zh: '该人员已有这个岗位。', en: 'The person holds this position already.' },
  position_not_in_force: { zh: '该岗位尚未生效或已经结束。', en: 'The position has not begun, or has ended.' },
  role_fits_organisation: { zh: '该角色不能设在这类机构。', en: 'The role has no place in this kind of organisation.' },
  role_fixed: { zh: '管理员角色的权限不可调整。', en: 'What an administrator\'s role may do is fixed.' },
  role_limits: { zh: '超出该角色可授予的范围：{value}。', en: 'Beyond what the role can be given: {value}.' },
  role_least: { zh: '该角色不能缺少：{value}。', en: 'The role cannot be without: {value}.' },
  rights_changed: { zh: '您的权限刚刚调整，请重新提交。', en: 'Your rights have just been adjusted; please send it again.' },
  organisation_closed: { zh: '该机构已停用。', en: 'The organisation is closed.' },
  organisation_in_use: { zh: '仍有在任岗位或下级机构，不能停用。', en: 'Positions still stand there, or it still has parts; it cannot be closed.' },
  organisation_of_register: { zh: '试点单位在台账中维护。', en: 'A pilot unit is kept in the register.' },
  circular: { zh: '上级不能是本机构或其下级。', en: 'Its parent cannot be itself or one of its own parts.' },
  before_start: { zh: '结束日期不能早于开始日期。', en: 'It cannot end before it begins.' },
  not_oneself: { zh: '不能是本岗位的现任人员。', en: 'Cannot be who holds the position now.' },
  password_is_username: { zh: '密码不能包含用户名。', en: 'The password must not hold the user name.' },
  bad_form: { zh: '格式不正确：{expected}。', en: 'Wrong form: {expected}.' },
} satisfies Record<string, Text>;

export type MessageCode = keyof typeof MESSAGES;

/** @returns the text of `code` in the reader's language; the code itself where the catalogue has none */
export function message(code: string, locale: Locale, params: Record<string, unknown> = {}): string {
  const text = hasMessage(code) ? MESSAGES[code as MessageCode][locale] : code;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return Array.isArray(value) ? value.join(locale === 'zh' ? '、' : ', ') : String(value ?? '');
  });
}

export const hasMessage = (code: string): boolean => Object.hasOwn(MESSAGES, code);
