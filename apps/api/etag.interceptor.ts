import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { tap, type Observable } from 'rxjs';

/** A row's `ETag` is its version, ready for `If-Match`. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<{ header(name: string, value: string): void }>();
    return next.handle().pipe(
      tap((body) => {
        const version = (body as { version?: unknown } | null | undefined)?.version;
        if (typeof version === 'number') reply.header('etag', `"${version}"`);
      }),
    );
  }
}
