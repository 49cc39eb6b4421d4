import { Module } from '@nestjs/common';
import { Figures } from './figures.js';
import { IndicatorCard } from './indicator-card.js';
import { IndicatorsController } from './indicators.controller.js';
import { Indicators } from './indicators.list.js';
import { KeepIndicators } from './keep-indicators.js';
import { ValueList } from './values.list.js';

@Module({ providers: [Figures, IndicatorCard, Indicators, KeepIndicators, ValueList], controllers: [IndicatorsController], exports: [Figures] })
export class IndicatorsModule {}
