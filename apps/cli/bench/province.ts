import { searchText } from '../../../libs/units/index.js';
import { newId } from '../../../libs/kernel/index.js';

export interface UnitRow {
  id: string;
  n: number;
  region_id: string;
  name: string;
  uscc: string;
  search_text: string;
  ownership: string;
  size: string;
  employees: number;
}

const FIRST = '瑞盛恒华鑫宏泰昌德润金永兴新安丰隆达正海';
const SECOND = '丰达源通诚和信远康利博泽祥凯宇力成旺顺业';
const TRADE = [
  '管道装备制造', '化工', '汽车零部件', '钢铁', '纺织服装', '生物医药', '食品', '建材', '机械制造', '电力器材', '五金制品', '新能源科技',
  '轨道交通装备', '仪器仪表', '箱包', '玻璃', '陶瓷', '铸造', '电缆', '包装印刷', '阀门', '物流', '环保科技', '精密模具', '农业机械', '船舶修造',
];
const FORM = ['有限公司', '有限责任公司', '股份有限公司', '集团有限公司'];
const OWNERSHIP = ['private', 'private', 'state_owned', 'state_controlled', 'foreign', 'mixed'];
const SIZES = ['L', 'M', 'M', 'S', 'S', 'XS'];

/** So many units, spread evenly over the regions; names as a register has them, no two alike in a region. */
export function makeUnits(count: number, regions: { id: string; name: string }[]): UnitRow[] {
  return Array.from({ length: count }, (_, n) => {
    const region = regions[n % regions.length]!;
    const i = Math.floor(n / regions.length);
    const brand = FIRST[(i * 7 + n) % FIRST.length]! + SECOND[(i + Math.floor(i / 20)) % SECOND.length]!;
    const name = `${region.name.replace(/[市区]$/, '')}${brand}${TRADE[(i * 5 + n) % TRADE.length]}${FORM[i % FORM.length]}`;
    const uscc = `91130${String(n).padStart(6, '0')}MA0BEN${n % 10}`;
    const employees = 40 + ((n * 7919) % 4000);
    const facts = { ownership: OWNERSHIP[n % OWNERSHIP.length]!, size: SIZES[n % SIZES.length]!, employees };
    return { id: newId(), n, region_id: region.id, name, uscc, search_text: searchText(name, uscc), ...facts };
  });
}
