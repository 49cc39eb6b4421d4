import { api, data, ifMatch } from '../../api/client';
import type { ExtensionAsk, ExtensionMove, Query } from '../../api/model';

export const listExtensions = (query: Query) => data(api.GET('/api/v1/extension-requests', { params: { query } }));

export const askExtension = (body: ExtensionAsk) => data(api.POST('/api/v1/extension-requests', { body }));

export const decideExtension = (id: string, version: number, body: ExtensionMove) =>
  data(api.POST('/api/v1/extension-requests/{id}/transitions', { params: { path: { id }, header: ifMatch(version) }, body }));
