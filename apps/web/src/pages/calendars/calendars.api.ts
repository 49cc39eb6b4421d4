import { api, data } from '../../api/client';

export const listVersions = () => data(api.GET('/api/v1/calendars'));

export const daysOf = (year: number) => data(api.GET('/api/v1/calendars/working-days', { params: { query: { from: `${year}-01-01`, to: `${year}-12-31` } } }));

const asForm = (file: File) => {
  const form = new FormData();
  form.append('file', file, file.name);
  return { body: { file: file.name }, bodySerializer: () => form };
};

export const previewYear = (year: number, file: File) => data(api.POST('/api/v1/calendars/preview', { params: { query: { year } }, ...asForm(file) }));

export interface YearToLoad { year: number; source: string; stamp: string; moveDeadlines: boolean; file: File }

export const loadYear = ({ file, ...query }: YearToLoad) => data(api.POST('/api/v1/calendars', { params: { query }, ...asForm(file) }));

/** The year in the columns that are taken in. */
export const yearFileUrl = (year: number) => `/api/v1/calendars/file?year=${year}`;
