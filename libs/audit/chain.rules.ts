/** One seal as it is found: `digest` is of the entry as it is now, null when the entry is gone. */
export interface FoundSeal {
  position: number;
  entryId: number;
  hash: Buffer;
  digest: Buffer | null;
}

/** The last seal at some moment. Kept outside of the database, it proves that nothing was cut off after it. */
export interface ChainHead {
  position: number;
  /** hexadecimal */
  hash: string;
}

/**
 * `edited`: the entry is not what was sealed. `deleted`: an entry or a seal is missing. `reordered`: a seal stands at
 * another place than it was made for. `truncated`: a head that was kept is not in the chain.
 */
export type Break = 'edited' | 'deleted' | 'reordered' | 'truncated';

export interface BrokenSeal {
  position: number;
  /** null where not even the seal is left to name it */
  entryId: number | null;
  why: Break;
}

export type Sha256 = (...parts: Buffer[]) => Buffer;

export const GENESIS: Buffer = Buffer.alloc(32);

/** The hash of one link: over the hash before and the entry's own digest. */
export const link = (sha256: Sha256, previous: Buffer, digest: Buffer): Buffer => sha256(previous, digest);

/**
 * Walks the chain a batch at a time. Every link is checked against the stored hash before it, not the computed one, so
 * that one bad row is named once and does not condemn all that follow.
 */
export class ChainWalk {
  readonly broken: BrokenSeal[] = [];
  seals = 0;
  head: ChainHead | null = null;
  private previous = GENESIS;
  private expected = 1;
  private readonly suspects: (FoundSeal & { digest: Buffer; previous: Buffer })[] = [];

  constructor(
    private readonly sha256: Sha256,
    /** heads that were kept elsewhere, by position */
    private readonly known: ReadonlyMap<number, string> = new Map(),
  ) {}

  take(seals: readonly FoundSeal[]): void {
    for (const seal of seals) {
      const { position, entryId, hash, digest } = seal;
      if (position !== this.expected) this.broken.push({ position: this.expected, entryId: null, why: 'deleted' });
      if (digest === null) {
        this.broken.push({ position, entryId, why: 'deleted' });
      } else if (position === this.expected && !link(this.sha256, this.previous, digest).equals(hash)) {
        this.suspects.push({ ...seal, digest, previous: this.previous });
      }
      const head = hash.toString('hex');
      if ((this.known.get(position) ?? head) !== head) this.broken.push({ position, entryId, why: 'truncated' });
      this.seals += 1;
      this.head = { position, hash: head };
      this.previous = hash;
      this.expected = position + 1;
    }
  }

  /** Call once, after the last batch. @returns everything that is wrong, in the order of the chain */
  finish(): BrokenSeal[] {
    for (const [position] of this.known) {
      if (position >= this.expected) this.broken.push({ position, entryId: null, why: 'truncated' });
    }
    for (const { position, entryId, why } of this.explained()) this.broken.push({ position, entryId, why });
    return this.broken.sort((a, b) => a.position - b.position);
  }

  // A hash that does not fit here but fits another suspect's entry, or another suspect's place, was moved, not edited.
  private explained(): BrokenSeal[] {
    const suspects = this.suspects.slice(0, MOST_EXPLAINED);
    const places = suspects.flatMap((s) => [s.previous, s.hash]);
    const moved = (s: (typeof suspects)[number]) =>
      suspects.some((other) => other !== s && link(this.sha256, s.previous, other.digest).equals(s.hash)) ||
      places.some((place) => place !== s.previous && link(this.sha256, place, s.digest).equals(s.hash));
    return this.suspects.map((s, i) => ({
      position: s.position,
      entryId: s.entryId,
      why: i < MOST_EXPLAINED && moved(s) ? 'reordered' : 'edited',
    }));
  }
}

const MOST_EXPLAINED = 100;
