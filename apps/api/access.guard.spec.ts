import { Controller, Get } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Allow, ANYONE, Public, type Actor } from '../../libs/kernel/index.js';
import type { Sessions } from '../../libs/identity/index.js';
import { AccessGuard } from './access.guard.js';

@Controller()
class Routes {
  @Get() @Allow('unit.read') asks() {}
  @Get() @Allow(ANYONE) anyone() {}
  @Get() @Public() open() {}
  @Get() forgotten() {}
}

/** The guard over one of the routes above, for somebody signed in with these permissions. */
function pass(route: keyof Routes, permissions: string[]): Promise<boolean> {
  const guard = new AccessGuard(new Reflector(), {} as Sessions);
  const user = { permissions: new Set(permissions) } as unknown as Actor;
  const signedIn = Object.getPrototypeOf(AccessGuard.prototype) as { canActivate(): Promise<boolean> };
  const spy = jestSpy(signedIn);
  const request = { headers: { authorization: 'Bearer a-token' }, cookies: {}, method: 'GET', user };
  const context = { getHandler: () => Routes.prototype[route], getClass: () => Routes, switchToHttp: () => ({ getRequest: () => request }) };
  return guard.canActivate(context as never).finally(spy);
}

function jestSpy(target: { canActivate(): Promise<boolean> }): () => void {
  const real = target.canActivate;
  target.canActivate = async () => true;
  return () => void (target.canActivate = real);
}

const FORBIDDEN = { status: 403, code: 'forbidden' };

it('lets pass whoever has the permission that the route names', async () => {
  await expect(pass('asks', ['unit.read'])).resolves.toBe(true);
  await expect(pass('asks', ['unit.write'])).rejects.toMatchObject(FORBIDDEN);
  await expect(pass('anyone', [])).resolves.toBe(true);
  await expect(pass('open', [])).resolves.toBe(true);
});

it('refuses everybody on a route that names neither a permission nor that it is public', async () => {
  await expect(pass('forgotten', ['unit.read', 'assignment.act', ANYONE])).rejects.toMatchObject(FORBIDDEN);
});
