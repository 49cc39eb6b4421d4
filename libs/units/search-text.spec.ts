import { searchText } from './search-text.js';

describe('what a unit is found by', () => {
  const text = searchText('沧州Hengjia智能A3装备', '91130900YL0001007M');
  it.each(['沧州', '智能', '91130900yl0001007m', 'cangzhou', 'zhineng', 'cz', 'hengjia', 'a3'])('holds %s', (word) => expect(text).toContain(word));
  it('is in lower case', () => expect(text).toBe(text.toLowerCase()));
});
