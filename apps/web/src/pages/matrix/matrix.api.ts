import { api, data } from '../../api/client';
import type { Query } from '../../api/model';

export const getMatrix = (query: Query) => data(api.GET('/api/v1/assignments/matrix', { params: { query } }));

/** The assignments behind cells; several where a case has a task from the catalogue and from a decision. */
export const getCells = async (pilotCase: string[], task: string[]) =>
  (await data(api.GET('/api/v1/assignments/matrix/cells', { params: { query: { pilotCase, task } } }))).items;
