import { api, data, ifMatch } from '../../api/client';
import type { BatchChange, NewBatch } from '../../api/model';

export const listBatches = () => data(api.GET('/api/v1/batches'));

export const getQuotas = (id: string) => data(api.GET('/api/v1/batches/{id}/quotas', { params: { path: { id } } }));

export const addBatch = (body: NewBatch) => data(api.POST('/api/v1/batches', { body }));

export const changeBatch = (id: string, version: number, body: BatchChange) => data(api.PATCH('/api/v1/batches/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));
