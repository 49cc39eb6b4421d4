import { createHmac } from 'node:crypto';
import type { Locale } from '../kernel/index.js';
import { fitting, systemName } from './message.rules.js';

/** Headers of an event after the specification «Standard Webhooks» 1.0 (standardwebhooks.com): id, time in seconds, and HMAC-SHA-256 over both and the body. */
export function signedHeaders(id: string, seconds: number, body: string, secret: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}

/** Both robots take this many messages a minute, and shut one out for ten minutes that sends more. */
export const ROBOT_PER_MINUTE = 20;
const WECOM_BYTES = 4096;
const DINGTALK_BYTES = 16_000;

export interface RobotRequest {
  url: string;
  body: string;
}

/** 企业微信群机器人: Markdown of at most 4,096 bytes (developer.work.weixin.qq.com/document/path/91770). */
export function wecomRequest(url: string, lines: readonly string[], locale: Locale): RobotRequest {
  return { url, body: JSON.stringify({ msgtype: 'markdown', markdown: { content: fitting(lines, WECOM_BYTES, locale) } }) };
}

/** 钉钉自定义机器人 with 加签: milliseconds and HMAC-SHA-256 of both lines in the query (open.dingtalk.com/document/robots/customize-robot-security-settings). */
export function dingtalkRequest(url: string, secret: string | undefined, milliseconds: number, lines: readonly string[], locale: Locale): RobotRequest {
  const signed = new URL(url);
  if (secret) {
    signed.searchParams.set('timestamp', String(milliseconds));
    signed.searchParams.set('sign', createHmac('sha256', secret).update(`${milliseconds}\n${secret}`).digest('base64'));
  }
  const text = fitting(lines, DINGTALK_BYTES, locale);
  return { url: signed.href, body: JSON.stringify({ msgtype: 'markdown', markdown: { title: systemName(locale), text } }) };
}

/** What the robots answer inside of a 200. 45009 and 130101: too many in this minute. */
export function robotAnswer(body: string): { ok: boolean; busy: boolean; code: string } {
  let errcode: unknown;
  try {
    errcode = (JSON.parse(body) as { errcode?: unknown }).errcode;
  } catch {
    errcode = undefined;
  }
  return { ok: errcode === 0, busy: errcode === 45009 || errcode === 130101, code: String(errcode ?? 'no_json') };
}
