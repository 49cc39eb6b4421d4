import { Inject, Injectable, Logger, type MessageEvent } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import { Sessions } from '../identity/index.js';
import { Announcements, Db, Problem, type Actor } from '../kernel/index.js';

/** How often a stream looks by itself: at its session, at what was missed, and whether anybody still reads. */
const PULSE_MS = 20_000;
/** After so long a browser that lost its stream asks for it again. */
const RETRY_MS = 5_000;
/** More tabs than anybody has, and few enough that one session cannot use up the connections of a process. */
const MOST_PER_SESSION = 20;

interface InboxState {
  unread: number;
  /** The newest unread notice's id. */
  latest: string | null;
}
const STATE = {
  name: 'inbox.state',
  text: 'SELECT count(*)::int AS unread, max(id::text) AS latest FROM notification WHERE read_at IS NULL',
};

/**
 * What changed in one's inbox, as it happens. A stream says how much is unread and never what: whoever hears it asks the
 * list. Each look goes through the door as the reader, so a session that was ended, or acts in another position by now,
 * ends its streams with the announcement of that, on whichever replica they are.
 */
@Injectable()
export class LiveInbox {
  private readonly log = new Logger('LiveInbox');
  private readonly open = new Map<string, number>();

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Announcements) private readonly announcements: Announcements,
  ) {}

  /** @throws 429 when the session has too many open already, 401 when it has ended */
  async admit(actor: Actor): Promise<void> {
    if ((this.open.get(actor.sessionId!) ?? 0) >= MOST_PER_SESSION) throw new Problem(429, 'too_many_requests');
    await this.db.read(actor, STATE);
  }

  watch(actor: Actor, token: string): Observable<MessageEvent> {
    const session = actor.sessionId!;
    return new Observable((subscriber) => {
      this.count(session, 1);
      let said = '';
      const look = oneAtATime(async () => {
        const [state] = await this.db.read<InboxState & Record<string, unknown>>(actor, STATE);
        const now = JSON.stringify(state);
        if (now !== said) subscriber.next({ type: 'inbox', data: state, retry: RETRY_MS });
        said = now;
      }, (error) => this.end(subscriber, error));
      const pulse = setInterval(() => {
        subscriber.next({ comment: 'still here' } as unknown as MessageEvent);
        void this.stands(actor, token).then((stands) => (stands ? look() : subscriber.complete()), (error: unknown) => this.end(subscriber, error));
      }, PULSE_MS);
      const leave = this.announcements.listen([`inbox:${actor.positionId}`, `session:${session}`], look);
      look();
      return () => {
        leave();
        clearInterval(pulse);
        this.count(session, -1);
      };
    });
  }

  // The door does not know of idleness, which is looked up at most once a minute.
  private async stands(actor: Actor, token: string): Promise<boolean> {
    const identity = await this.sessions.find(token, false);
    return identity?.positionId === actor.positionId && identity?.rights === actor.rights;
  }

  /** Without a word: the browser comes again by itself, and is told there whether it may. */
  private end(subscriber: Subscriber<MessageEvent>, error: unknown): void {
    if (!(error instanceof Problem)) this.log.warn({ err: error }, 'a stream ended because its reader could not be asked');
    subscriber.complete();
  }

  private count(session: string, by: number): void {
    const left = (this.open.get(session) ?? 0) + by;
    if (left > 0) this.open.set(session, left);
    else this.open.delete(session);
  }
}

/** However often it is asked meanwhile, `work` runs once more after it has ended, and never beside itself. */
function oneAtATime(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = (): void => {
    again = running;
    if (running) return;
    running = true;
    work()
      .catch(failed)
      .finally(() => {
        running = false;
        if (again) run();
      });
  };
  return run;
}
