import { Injectable } from '@nestjs/common';

const PROVINCE_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The only source of «now»; tests put another in its place. The province's days are those of Asia/Shanghai. */
@Injectable()
export class Clock {
  // asked several times a request, and formatting a date is dear
  private known: { second: number; day: string } | undefined;

  now(): Date {
    return new Date();
  }

  /** @returns the province's day, `YYYY-MM-DD` */
  today(): string {
    const second = Math.floor(this.now().getTime() / 1000);
    if (this.known?.second !== second) this.known = { second, day: PROVINCE_DAY.format(second * 1000) };
    return this.known.day;
  }
}

/** @returns `day` moved by `days` calendar days, both `YYYY-MM-DD` */
export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
