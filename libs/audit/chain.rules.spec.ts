import { createHash } from 'node:crypto';
import { ChainWalk, GENESIS, link, type FoundSeal } from './chain.rules.js';

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const digestOf = (text: string) => sha256(Buffer.from(text));

/** A chain over entries 11, 12, … as it was sealed. */
function sealed(length: number): FoundSeal[] {
  let hash = GENESIS;
  return Array.from({ length }, (_, i) => {
    const digest = digestOf(`entry ${i}`);
    hash = link(sha256, hash, digest);
    return { position: i + 1, entryId: 11 + i, hash, digest };
  });
}

function verify(seals: FoundSeal[], known = new Map<number, string>()) {
  const walk = new ChainWalk(sha256, known);
  // in two batches, as a long chain is read
  walk.take(seals.slice(0, 3));
  walk.take(seals.slice(3));
  return walk.finish();
}

describe('the audit chain', () => {
  it('is whole as long as nobody touched it', () => {
    expect(verify(sealed(6))).toEqual([]);
    expect(verify([])).toEqual([]);
  });

  it('names the one entry that was edited', () => {
    const seals = sealed(6);
    seals[2]!.digest = digestOf('another story');
    expect(verify(seals)).toEqual([{ position: 3, entryId: 13, why: 'edited' }]);
  });

  it('names the entry that was deleted under its seal', () => {
    const seals = sealed(6);
    seals[4]!.digest = null;
    expect(verify(seals)).toEqual([{ position: 5, entryId: 15, why: 'deleted' }]);
  });

  it('names the place where an entry was deleted with its seal', () => {
    const seals = sealed(6).filter(({ position }) => position !== 4);
    expect(verify(seals)).toEqual([{ position: 4, entryId: null, why: 'deleted' }]);
  });

  it('notices a deletion that was covered by counting anew', () => {
    const seals = sealed(6).filter(({ position }) => position !== 4).map((seal, i) => ({ ...seal, position: i + 1 }));
    expect(verify(seals)).toMatchObject([{ position: 4, entryId: 15 }]);
  });

  it('tells a changed order from a changed content', () => {
    const seals = sealed(6);
    const [second, fifth] = [{ ...seals[1]! }, { ...seals[4]! }];
    Object.assign(seals[1]!, { entryId: fifth.entryId, digest: fifth.digest });
    Object.assign(seals[4]!, { entryId: second.entryId, digest: second.digest });
    expect(verify(seals)).toEqual([
      { position: 2, entryId: 15, why: 'reordered' },
      { position: 5, entryId: 12, why: 'reordered' },
    ]);
  });

  it('proves a cut-off end by a head that was kept', () => {
    const seals = sealed(6);
    const head = new Map([[6, seals[5]!.hash.toString('hex')]]);
    expect(verify(seals, head)).toEqual([]);
    expect(verify(seals.slice(0, 4))).toEqual([]);
    expect(verify(seals.slice(0, 4), head)).toEqual([{ position: 6, entryId: null, why: 'truncated' }]);
  });

  it('proves by a head that was kept that the end was written anew', () => {
    const seals = sealed(4);
    expect(verify(seals, new Map([[4, '00'.repeat(32)]]))).toEqual([{ position: 4, entryId: 14, why: 'truncated' }]);
  });
});
