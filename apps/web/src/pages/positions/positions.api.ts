import { api, data, ifMatch } from '../../api/client';
import type { NewPosition, PositionChange, Query } from '../../api/model';

const at = (id: string, version: number) => ({ params: { path: { id }, header: ifMatch(version) } });

export const listPositions = (query: Query) => data(api.GET('/api/v1/positions', { params: { query } }));
export const getPosition = (id: string) => data(api.GET('/api/v1/positions/{id}', { params: { path: { id } } }));
export const givePosition = (body: NewPosition) => data(api.POST('/api/v1/positions', { body }));
export const actOnPosition = (id: string, version: number, body: PositionChange) =>
  data(api.POST('/api/v1/positions/{id}/transitions', { ...at(id, version), body }));
export const listProposals = (query: Query) => data(api.GET('/api/v1/position-proposals', { params: { query } }));
export const decideProposal = (id: string, version: number, body: { action: 'approve' | 'reject' | 'withdraw'; reason?: string }) =>
  data(api.POST('/api/v1/position-proposals/{id}/transitions', { ...at(id, version), body }));
