/** One row of a state machine's table. */
export interface Transition<Action extends string = string> {
  action: Action;
  zh: string;
  en: string;
  from: readonly string[];
  to: string;
  /** Role codes that may. */
  by: readonly string[];
  /** Fields that the transition asks for: `reason`, `dueOn`, … */
  needs?: readonly string[];
}

/** A state machine is a table: the guard, the abilities, the API, the database and the docs all read this one. */
export interface Machine<Action extends string = string> {
  machine: string;
  zh: string;
  en: string;
  initial: string;
  transitions: readonly Transition<Action>[];
}

/** What `role` may do to a row in `state`: the buttons on the page, and the guard behind them. */
export function actionsFor<A extends string>(machine: Machine<A>, state: string, role: string): A[] {
  return machine.transitions.filter((t) => t.from.includes(state) && t.by.includes(role)).map((t) => t.action);
}

export type Decision<A extends string> =
  | { allowed: true; transition: Transition<A> }
  | { allowed: false; because: 'unknown_action' | 'wrong_state' | 'wrong_role'; actions: A[] };

/** Whether `role` may take `action` from `state`; if not, why, and what else it may. */
export function decide<A extends string>(machine: Machine<A>, state: string, role: string, action: string): Decision<A> {
  const named = machine.transitions.filter((t) => t.action === action);
  const actions = actionsFor(machine, state, role);
  if (named.length === 0) return { allowed: false, because: 'unknown_action', actions };
  const fits = named.filter((t) => t.from.includes(state));
  if (fits.length === 0) return { allowed: false, because: 'wrong_state', actions };
  const transition = fits.find((t) => t.by.includes(role));
  return transition ? { allowed: true, transition } : { allowed: false, because: 'wrong_role', actions };
}
