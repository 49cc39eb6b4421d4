import { useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '../../api/client';
import type { LightThresholds, NoticeMove, Query, RaiseNotices, SupervisionRules } from '../../api/model';

export const listNotices = (query: Query) => data(api.GET('/api/v1/supervision-notices', { params: { query } }));

export const getNotice = (id: string) => data(api.GET('/api/v1/supervision-notices/{id}', { params: { path: { id } } }));

export const raiseNotices = (body: RaiseNotices) => data(api.POST('/api/v1/supervision-notices', { body }));

export const moveNotice = (id: string, version: number, body: NoticeMove) =>
  data(api.POST('/api/v1/supervision-notices/{id}/transitions', { params: { path: { id }, header: ifMatch(version) }, body }));

export const moveNotices = (action: 'issue' | 'drop' | 'close', ids: string[], reason?: string) =>
  data(api.POST('/api/v1/supervision-notices/bulk-transitions', { body: { action, ids, ...(reason && { reason }) } }));

export const documentUrl = (id: string) => `/api/v1/supervision-notices/${id}/document`;

/** How supervision is done here, and how far the position acted in may go. */
export const useSupervision = () => useQuery({ queryKey: ['supervision-settings'], queryFn: () => data(api.GET('/api/v1/settings/supervision')) });

export const changeSupervision = (version: number, body: SupervisionRules) => data(api.PATCH('/api/v1/settings/supervision', { params: { header: ifMatch(version) }, body }));

export const getLights = () => data(api.GET('/api/v1/settings/lights'));

export const previewLights = (body: LightThresholds) => data(api.POST('/api/v1/settings/lights/preview', { body }));

export const changeLights = (version: number, body: LightThresholds) => data(api.PATCH('/api/v1/settings/lights', { params: { header: ifMatch(version) }, body }));
