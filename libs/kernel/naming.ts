import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

/** `pilotUnitId` in the code is `pilot_unit_id` in the database. */
export class SnakeNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
