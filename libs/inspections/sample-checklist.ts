import type { EntityManager } from 'typeorm';
import { newId } from '../kernel/index.js';
import { Checklist, ChecklistItem } from './inspection.entity.js';

type SampleItem = Pick<ChecklistItem, 'title' | 'titleEn' | 'guidance' | 'weight' | 'evidenceRequired'>;

const item = (weight: number, evidenceRequired: boolean, title: string, titleEn: string, guidance: string): SampleItem => ({
  title,
  titleEn,
  guidance,
  weight,
  evidenceRequired,
});

// Illustrative, and its name says so: an office puts its own in its place. By the five directions of the reform; weights add up to 100.
const ITEMS: readonly SampleItem[] = [
  // 思想引领
  item(8, true, '理想信念教育进车间、进班组，有计划、有记录', 'Ideals education reaches workshops and teams, planned and recorded',
    '查年度计划和活动台账，抽两个班组座谈；核对场次与参加人次是否一致。'),
  item(7, false, '党建带工建，产业工人党员发展有安排', 'Party building leads union building; admitting workers to the Party is planned',
    '听取介绍，看年度安排。只看人数，不查阅个人信息。'),
  // 建功立业
  item(10, true, '围绕生产难点开展劳动和技能竞赛', 'Labour and skill contests aim at real production problems',
    '看竞赛方案、成绩和奖励兑现材料；问一线职工是否知晓并参加。'),
  item(9, true, '“五小”等群众性创新有征集、有评选、有转化', 'Workers\' innovations are collected, judged and put to use',
    '查合理化建议台账，抽两项看现场应用和奖励情况。'),
  item(6, false, '劳模和工匠人才创新工作室正常运转', 'Model-worker innovation studios are at work',
    '实地察看场所、经费和近一年活动；没有工作室的选“不适用”。'),
  // 素质提升
  item(10, true, '职工教育经费足额提取，用于一线的比例符合规定', 'Training funds are set aside in full and spent on the front line as required',
    '看上年度提取和使用明细；用于一线职工的比例按单位执行的文件核对。'),
  item(10, true, '职业技能等级评价自主开展，结果得到使用', 'The unit assesses skill grades itself and uses the results',
    '看评价方案、备案和评价结果；抽查等级与岗位、待遇是否挂钩。'),
  item(8, false, '师带徒和岗位练兵落到人头', 'Mentoring and on-the-job practice reach each worker',
    '看结对名单和阶段考核；抽问两对师徒。'),
  // 地位提高
  item(10, true, '技能导向的薪酬激励机制已建立并执行', 'Pay that rewards skill is in place and applied',
    '看薪酬制度和集体协商文本。工资只看分等级的平均数，不查阅个人工资。'),
  item(8, true, '职代会制度健全，涉及职工利益的事项经过审议', 'The workers\' congress works; matters that touch workers pass through it',
    '看近一年职代会材料和决议公示；核对改革方案是否经过审议。'),
  // 队伍壮大
  item(8, true, '技能人才规模和结构有目标、有提升', 'Skilled staff have targets in number and structure, and grow',
    '核对指标填报与人事台账；看高技能人才占比的变化。'),
  item(6, false, '农民工、新就业形态劳动者入会和权益维护', 'Migrant and platform workers join the union and have their rights kept',
    '看会员台账和服务记录；没有这类用工的选“不适用”。'),
];

const CODE = 'SAMPLE';

/** Writes the illustrative checklist, once. As the system. @returns its id */
export async function seedChecklist(em: EntityManager): Promise<string> {
  const kept = await em.findOneBy(Checklist, { code: CODE, checklistVersion: 1 });
  if (kept) return kept.id;
  const id = newId();
  const name = '示例检查表：产改试点实地督查';
  await em.insert(Checklist, { id, code: CODE, name, nameEn: 'Sample checklist: on-site visit to a pilot unit', checklistVersion: 1 });
  await em.insert(ChecklistItem, ITEMS.map((sample, i) => ({ ...sample, id: newId(), checklistId: id, seq: i + 1 })));
  return id;
}
