import { conflict, forbidden, invalid } from './problems.js';
import { decide, type Machine, type Transition } from './workflow.js';

/**
 * The transition that `action` is for this role from this state.
 * @throws 422 for an action the machine does not have, 409 with the actions the state allows, 403 for another role's
 */
export function permitted<A extends string>(machine: Machine<A>, state: string, role: string, action: string): Transition<A> {
  const decision = decide(machine, state, role, action);
  if (decision.allowed) return decision.transition;
  if (decision.because === 'wrong_state') throw conflict('wrong_state', { extra: { allowed: decision.actions } });
  if (decision.because === 'wrong_role') throw forbidden();
  const accepted = machine.transitions.map((transition) => transition.action);
  throw invalid([{ pointer: '/action', code: 'not_accepted', params: { accepted } }]);
}
