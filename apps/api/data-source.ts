import pg from 'pg';
import { DataSource } from 'typeorm';
import { SnakeNaming } from '../../libs/kernel/index.js';
import { ENTITIES } from './entities.js';

// A day is a day, not a moment of some time zone; counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** The application's connections: a login that owns nothing and sees nothing until the door names an actor. */
export function createDataSource(url: string, poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: ENTITIES,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    poolSize,
    extra: {
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
      application_name: 'changai',
      // A list's text names just the filters that were asked for, so its generic plan is the right one; planning anew for
      // each value costs a list of four joins more than running it. No JIT: nothing here runs long enough to pay for it.
      options: '-c plan_cache_mode=force_generic_plan -c jit=off',
    },
    logging: false,
  });
}
