import { Lexicon } from './lexicon.js';

const regions = new Lexicon(['石家庄市', '唐山市', '沧州市', '廊坊市', '定州市', '雄安新区'].map((label, i) => ({ id: String(i), label, names: [label.replace(/(市|新区)$/, '')] })));
const ownership = new Lexicon([
  { id: 'private', label: '民营(私营)' }, { id: 'mixed', label: '混合所有制(非国有控股)' }, { id: 'controlled', label: '国有控股' }, { id: 'state', label: '国有' },
]);

it.each([['沧州市', '2'], ['沧州', '2'], ['　沧州 市', '2'], ['雄安', '5'], ['唐山', '1']])('takes %s by its meaning', (text, id) => expect(regions.find(text)).toBe(id));
it.each([['民营', 'private'], ['私营', 'private'], ['民营（私营）', 'private'], ['国有控股', 'controlled'], ['非国有控股', 'mixed'], ['混合所有制', 'mixed'], ['国有', 'state']])('takes %s for %s', (text, id) => expect(ownership.find(text)).toBe(id));

it('takes no word for another, and says which is near: by sound, by a slip of the pen, by a part', () => {
  for (const [text, label] of [['沧洲市', '沧州市'], ['苍州市', '沧州市'], ['唐山是', '唐山市'], ['石家庄', '石家庄市'], ['雄安新区管委会', '雄安新区'], ['朗坊市', '廊坊市']] as const) {
    expect({ text, nearest: regions.nearest(text)[0] }).toEqual({ text, nearest: label });
    if (text !== '石家庄') expect(regions.find(text)).toBeUndefined();
  }
  expect(regions.nearest('东京')).toEqual([]);
});

it('takes a word that could mean two things for neither', () => {
  const two = new Lexicon([{ id: 'a', label: '甲(其他)' }, { id: 'b', label: '乙(其他)' }]);
  expect([two.find('其他'), two.find('甲'), two.find('甲（其他）')]).toEqual([undefined, 'a', 'a']);
});
