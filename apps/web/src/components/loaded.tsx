import { Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem';
import { NoPermissionPage } from '../pages/session/no-permission-page';
import { NotFoundPage } from '../pages/session/not-found-page';
import { ProblemAlert } from './problem-alert';

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** Waiting, refused or there: the three faces of one row on its way. */
export function Loaded<T>({ query, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (isProblem(query.error, 404)) return <NotFoundPage trace={query.error.body.traceId} />;
  if (isProblem(query.error, 403)) return <NoPermissionPage trace={query.error.body.traceId} />;
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton active paragraph={{ rows: 8 }} />;
}
