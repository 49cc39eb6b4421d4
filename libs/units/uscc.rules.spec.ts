import { checkUscc, normaliseUscc } from './uscc.rules.js';

// Vectors of ../domain/standards.json «uscc» (GB 32100-2015), copied.
const VALID = ['91350100M000100Y43', '91110000101623741K', '911101066976941872', '91110108551385082Q'];
const GENUINE_BUT_FAILING = ['91350211M0000XUF46', '91350203M0001QAY9B'];
const WRONG = ['91310115MA1H8R7C6D'];

describe('a credit code (GB 32100-2015)', () => {
  it('passes its checksum', () => expect(VALID.map(checkUscc)).toEqual(VALID.map(() => 'ok')));

  it('fails its checksum, which is a warning: genuine codes that fail exist', () => {
    expect([...GENUINE_BUT_FAILING, ...WRONG].map(checkUscc)).toEqual(['checksum', 'checksum', 'checksum']);
  });

  it('is an error when it is not 18 of the alphabet without I, O, S, V and Z', () => {
    for (const code of ['', '9135', `${VALID[0]}0`, VALID[0]!.slice(1), '91350100M000100Y4?', '９1350100M000100Y43', '91350100m000100y43']) expect(checkUscc(code)).toBe('structure');
    for (const letter of 'IOSVZ') expect(checkUscc(`9135010${letter}M000100Y43`.slice(0, 18).padEnd(18, '0'))).toBe('structure');
  });

  it('gives the character 0 where the sum divides by 31', () => {
    // 1×value of the first character alone: the zero code sums to nothing
    expect(checkUscc('000000000000000000')).toBe('ok');
    expect(checkUscc('000000000000000001')).toBe('checksum');
  });

  it('notices any one wrong character, and any two neighbours exchanged', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (const code of VALID) {
      for (let i = 0; i < 18; i += 1) {
        for (const other of alphabet) if (other !== code[i]) expect(checkUscc(code.slice(0, i) + other + code.slice(i + 1))).toBe('checksum');
        const swapped = [...code];
        [swapped[i], swapped[i + 1]] = [swapped[i + 1]!, swapped[i]!];
        if (i < 17 && swapped.join('') !== code) expect(checkUscc(swapped.join(''))).toBe('checksum');
      }
    }
  });

  it('is kept in upper case and half width, without spaces', () => {
    expect(normaliseUscc(' ９１350100 m000100y43\u3000')).toBe('91350100M000100Y43');
  });
});
