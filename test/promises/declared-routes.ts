import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ALLOW, PUBLIC, SENSITIVE, type SensitiveWhen } from '../../libs/kernel/index.js';
import type { TestApp } from '../app.js';

export interface Route {
  name: string;
  permission: string | undefined;
  isPublic: boolean;
  sensitive: SensitiveWhen | true | undefined;
}

/** What the controllers say of themselves: the metadata that the global guard decides by. */
export function declaredRoutes({ app }: TestApp): Route[] {
  const found: Route[] = [];
  for (const module of app.get(ModulesContainer, { strict: false }).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, object>;
      for (const key of new MetadataScanner().getAllMethodNames(prototype)) {
        const handler = prototype[key]!;
        const path = Reflect.getMetadata('path', handler) as string | undefined;
        if (path === undefined) continue;
        const of = (name: string) => (Reflect.getMetadata(name, handler) ?? Reflect.getMetadata(name, metatype)) as unknown;
        const whole = [Reflect.getMetadata('path', metatype) as string, path].flatMap((part) => part.split('/')).filter(Boolean);
        const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod];
        const prefix = ['health', 'metrics'].includes(whole[0]!) ? '' : '/api/v1';
        const name = `${method} ${prefix}/${whole.map((part) => part.replace(/^:(\w+)$/, '{$1}')).join('/')}`;
        found.push({ name, permission: of(ALLOW) as string | undefined, isPublic: of(PUBLIC) === true, sensitive: of(SENSITIVE) as Route['sensitive'] });
      }
    }
  }
  return found;
}
