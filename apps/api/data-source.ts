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
    extra: { pipeline: true, connectionTimeoutMillis: 5_000, statement_timeout: 30_000, application_name: 'changai' },
    logging: false,
  });
}
