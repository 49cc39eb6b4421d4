import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '../../api/client';
import type { IndicatorChange, NewProvincialFigure, NewTarget, Query, TargetChange } from '../../api/model';

const at = (code: string) => ({ path: { code } });

export const useIndicators = (query: Query) =>
  useQuery({ queryKey: ['indicators', 'list', query], queryFn: () => data(api.GET('/api/v1/indicators', { params: { query } })), placeholderData: keepPreviousData });

export const useIndicator = (code: string) =>
  useQuery({ queryKey: ['indicators', code], queryFn: () => data(api.GET('/api/v1/indicators/{code}', { params: at(code) })) });

export const useFigures = (code: string, query: Query) =>
  useQuery({ queryKey: ['indicators', code, 'figures', query], queryFn: () => data(api.GET('/api/v1/indicators/{code}/figures', { params: { ...at(code), query } })), placeholderData: keepPreviousData });

export const listValues = (code: string) => (query: Query) => data(api.GET('/api/v1/indicators/{code}/values', { params: { ...at(code), query } }));

export const changeIndicator = (code: string, version: number, body: IndicatorChange) =>
  data(api.PATCH('/api/v1/indicators/{code}', { params: { ...at(code), header: ifMatch(version) }, body }));

export const addTarget = (code: string, body: NewTarget) => data(api.POST('/api/v1/indicators/{code}/targets', { params: at(code), body }));

export const changeTarget = (id: string, version: number, body: TargetChange) =>
  data(api.PATCH('/api/v1/indicator-targets/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

export const addFigure = (code: string, body: NewProvincialFigure) => data(api.POST('/api/v1/indicators/{code}/provincial-figures', { params: at(code), body }));

export const mendFigure = (id: string, version: number, body: NewProvincialFigure) =>
  data(api.PATCH('/api/v1/provincial-figures/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));
