import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, ANYONE, notFound, type Machine } from '../../libs/kernel/index.js';
import { POLICY_CATEGORIES } from '../../libs/tasks/index.js';
import { VOCABULARIES } from '../../libs/units/index.js';
import { MACHINES } from './machines.js';

/** The words and the state machines, as data: what the console draws its labels and buttons from. */
@ApiTags('vocabularies')
@Controller()
export class VocabularyController {
  @Allow(ANYONE)
  @Get('vocabularies')
  @Header('cache-control', 'private, max-age=3600')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: { type: 'array', items: { type: 'object' } } } })
  vocabularies(): object {
    return { ...VOCABULARIES, policy_category: POLICY_CATEGORIES };
  }

  @Allow(ANYONE)
  @Get('workflows')
  @ApiOkResponse({ schema: { type: 'object' } })
  workflows(): { items: readonly Machine[] } {
    return { items: MACHINES };
  }

  @Allow(ANYONE)
  @Get('workflows/:machine')
  @ApiOkResponse({ schema: { type: 'object' } })
  workflow(@Param('machine') name: string): Machine {
    const machine = MACHINES.find((m) => m.machine === name);
    if (!machine) throw notFound();
    return machine;
  }
}
