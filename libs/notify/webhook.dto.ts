import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PageQuery, toArray } from '../kernel/index.js';
import { Transform } from 'class-transformer';
import { NOTICE_KINDS, type NoticeKind } from './notice.rules.js';

export const WEBHOOK_KINDS = ['webhook', 'wecom', 'dingtalk'] as const;
export const DELIVERY_STATES = ['waiting', 'sent', 'failed', 'merged', 'dropped'] as const;
const LANGUAGES = ['zh', 'en'] as const;
const ACTIONS = ['enable', 'disable', 'test'] as const;

export class WebhookQuery extends PageQuery {}

export class MakeWebhookIn {
  /** `webhook`: signed JSON to a program; `wecom`, `dingtalk`: a line to a group. */
  @IsIn(WEBHOOK_KINDS)
  kind!: (typeof WEBHOOK_KINDS)[number];
  @IsString() @Length(2, 100)
  name!: string;
  /** https. It is kept sealed, for a robot's holds its key. */
  @IsString() @MaxLength(1000)
  url!: string;
  /** Of a DingTalk robot with 加签. A webhook's is made here. */
  @IsOptional() @IsString() @MaxLength(200)
  secret?: string;
  /** Kinds of notices it is told of. */
  @IsIn(NOTICE_KINDS, { each: true }) @ArrayUnique() @ArrayNotEmpty() @ArrayMaxSize(100)
  events!: NoticeKind[];
  @IsOptional() @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];
}

export class ChangeWebhookIn {
  @IsOptional() @IsString() @Length(2, 100)
  name?: string;
  @IsOptional() @IsString() @MaxLength(1000)
  url?: string;
  @IsOptional() @IsIn(NOTICE_KINDS, { each: true }) @ArrayUnique() @ArrayNotEmpty() @ArrayMaxSize(100)
  events?: NoticeKind[];
  @IsOptional() @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];
}

export class WebhookTransitionIn {
  /** `test` sends a message that says nothing. */
  @IsIn(ACTIONS)
  action!: (typeof ACTIONS)[number];
}

export class WebhookOut {
  id!: string;
  version!: number;
  kind!: 'webhook' | 'wecom' | 'dingtalk';
  name!: string;
  /** The address without its query. */
  url!: string;
  events!: string[];
  language!: 'zh' | 'en';
  state!: 'active' | 'disabled';
  /** How many messages wait, and how many were given up. */
  waiting!: number;
  failed!: number;
  lastSentAt!: Date | null;
  createdAt!: Date;
  updatedAt!: Date;
  abilities!: string[];
}

export class MadeWebhook {
  webhook!: WebhookOut;
  /** With which a webhook's receiver checks the signature; shown this once. Null for robots. */
  secret!: string | null;
}

export class WebhookPage {
  items!: WebhookOut[];
  nextCursor!: string | null;
  total!: number;
}

export class DeliveryQuery extends PageQuery {
  @IsOptional() @Transform(toArray) @IsIn(DELIVERY_STATES, { each: true })
  state?: string[];
}

export class DeliveryOut {
  /** As in the header `webhook-id`, whenever it goes out. */
  id!: string;
  version!: number;
  kind!: string;
  /** `merged`: another message says it too. */
  state!: 'waiting' | 'sent' | 'failed' | 'merged' | 'dropped';
  mergedInto!: string | null;
  urgent!: boolean;
  /** Not before; null until it is planned. */
  dueAt!: Date | null;
  attempts!: number;
  attemptedAt!: Date | null;
  /** The receiver's HTTP status. */
  response!: number | null;
  /** A code and no text: what receivers say may hold names. */
  error!: string | null;
  sentAt!: Date | null;
  /** How often somebody sent it again by hand. */
  replays!: number;
  createdAt!: Date;
  updatedAt!: Date;
  abilities!: string[];
}

export class DeliveryPage {
  items!: DeliveryOut[];
  nextCursor!: string | null;
  total!: number;
}

export class DeliveryTransitionIn {
  @IsIn(['replay'])
  action!: 'replay';
}
