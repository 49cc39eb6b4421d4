import { problemsOf, type SentResult } from './result.rules.js';

const frame = { itemIds: ['a', 'b', 'c'], taskCodes: new Set(['C08']), freshUploads: new Set(['photo']) };
const good: SentResult = {
  conclusion: '总体较好。',
  answers: [
    { itemId: 'a', verdict: 'pass' },
    { itemId: 'b', verdict: 'partial', note: '台账不全' },
    { itemId: 'c', verdict: 'not_applicable' },
  ],
  findings: [{ itemId: 'b', nature: 'data', severity: 'general', facts: '缺三月台账', taskCode: 'C08', attachmentIds: ['photo'] }],
};
const pointers = (sent: SentResult) => problemsOf(sent, frame).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a result that is filed', () => {
  it('is taken when every item is answered', () => {
    expect(pointers(good)).toEqual([]);
    expect(pointers({ ...good, findings: undefined })).toEqual([]);
  });

  it('has every wrong field named, never the first only', () => {
    expect(
      pointers({
        conclusion: '  ',
        answers: [
          { itemId: 'a', verdict: 'splendid' },
          { itemId: 'a', verdict: 'pass' },
          { itemId: 'z', verdict: 'pass' },
          { itemId: 'b', verdict: 'fail', note: ' ' },
        ],
        findings: [
          { itemId: 'z', nature: 'odd', severity: 'mild', facts: ' ', taskCode: 'Z99', attachmentIds: ['photo', 'theirs'] },
          { nature: 'data', severity: 'serious', facts: '见附件', attachmentIds: ['photo'] },
        ],
      }),
    ).toEqual([
      '/conclusion required',
      '/answers/0/verdict not_accepted',
      '/answers/1/itemId repeated',
      '/answers/2/itemId unknown_item',
      '/answers/3/note note_required',
      '/answers/c unanswered',
      '/findings/0/nature not_accepted',
      '/findings/0/severity not_accepted',
      '/findings/0/facts required',
      '/findings/0/itemId unknown_item',
      '/findings/0/taskCode unknown_reference',
      '/findings/0/attachmentIds/1 unknown_reference',
      '/findings/1/attachmentIds/0 repeated',
    ]);
  });

  it('is incomplete without any answer', () => {
    expect(pointers({ conclusion: '无' })).toEqual(['/answers/a unanswered', '/answers/b unanswered', '/answers/c unanswered']);
  });
});
