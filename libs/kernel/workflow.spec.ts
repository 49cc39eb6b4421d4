import { actionsFor, decide, type Machine } from './workflow.js';

const DOOR: Machine = {
  machine: 'door', zh: '门', en: 'Door', initial: 'shut',
  transitions: [
    { action: 'open', zh: '开', en: 'Open', from: ['shut'], to: 'open', by: ['porter'] },
    { action: 'open', zh: '强开', en: 'Force', from: ['locked'], to: 'open', by: ['smith'] },
    { action: 'shut', zh: '关', en: 'Shut', from: ['open'], to: 'shut', by: ['porter', 'guest'] },
  ],
};

it('offers what the role may do in the state', () => {
  expect(actionsFor(DOOR, 'open', 'guest')).toEqual(['shut']);
  expect(actionsFor(DOOR, 'shut', 'guest')).toEqual([]);
});

it('decides by the same table, and says why not', () => {
  expect(decide(DOOR, 'locked', 'smith', 'open')).toMatchObject({ allowed: true, transition: { zh: '强开' } });
  expect(decide(DOOR, 'locked', 'porter', 'open')).toEqual({ allowed: false, because: 'wrong_role', actions: [] });
  expect(decide(DOOR, 'open', 'porter', 'open')).toEqual({ allowed: false, because: 'wrong_state', actions: ['shut'] });
  expect(decide(DOOR, 'open', 'porter', 'paint')).toEqual({ allowed: false, because: 'unknown_action', actions: ['shut'] });
});
