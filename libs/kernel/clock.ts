import { Injectable } from '@nestjs/common';

const PROVINCE_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The only source of «now»; tests put another in its place. The province's days are those of Asia/Shanghai. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** @returns the province's day, `YYYY-MM-DD` */
  today(): string {
    return PROVINCE_DAY.format(this.now());
  }
}

/** @returns `day` moved by `days` calendar days, both `YYYY-MM-DD` */
export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
