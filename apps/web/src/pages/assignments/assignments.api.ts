import { api, data, ifMatch } from '../../api/client';
import type { AssignRequest, BulkMove, Milestone, Transition } from '../../api/model';
import type { Query } from '../../api/model';

export const listAssignments = (query: Query) => data(api.GET('/api/v1/assignments', { params: { query } }));

export const getAssignment = (id: string) => data(api.GET('/api/v1/assignments/{id}', { params: { path: { id } } }));

export const getTimeline = (id: string) => data(api.GET('/api/v1/assignments/{id}/timeline', { params: { path: { id } } }));

export const assign = (body: AssignRequest) => data(api.POST('/api/v1/assignments', { body }));

export const actOn = (id: string, version: number, body: Transition) =>
  data(api.POST('/api/v1/assignments/{id}/transitions', { params: { path: { id }, header: ifMatch(version) }, body }));

export const workingDays = (from: string, to: string) => data(api.GET('/api/v1/calendars/working-days', { params: { query: { from, to } } }));

export const planMilestones = (id: string, version: number, milestones: Milestone[]) =>
  data(api.POST('/api/v1/assignments/{id}/milestones', { params: { path: { id }, header: ifMatch(version) }, body: { milestones } }));

/** What the API takes many rows through at once. */
export const bulkActions = ['submit', 'issue', 'sign', 'confirm', 'complete', 'archive', 'cancel'] as const;
export type BulkAction = (typeof bulkActions)[number];

export const actOnMany = (body: BulkMove & { action: BulkAction }) => data(api.POST('/api/v1/assignments/bulk-transitions', { body }));
