import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsEmail, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { NOTICE_KINDS } from './notice.rules.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
export const MAIL_CHOICES = ['off', 'each', 'digest'] as const;
const LANGUAGES = ['zh', 'en'] as const;

export class ChangePreferencesIn {
  /** `each`: as it happens, what comes within a minute in one mail; `digest`: one mail a day; `off`: the inbox alone. */
  @IsOptional() @IsIn(MAIL_CHOICES)
  mail?: (typeof MAIL_CHOICES)[number];
  /** When the one mail goes out, `HH:MM` in the province. */
  @IsOptional() @Matches(TIME)
  digestAt?: string;
  /** Nothing is sent from this time of day on; null, with `quietUntil`, for no quiet hours. Later than `quietUntil`: over midnight. */
  @IsOptional() @Matches(TIME)
  quietFrom?: string | null;
  @IsOptional() @Matches(TIME)
  quietUntil?: string | null;
  /** Also on rest days. What is urgent goes out on any day and at any hour. */
  @IsOptional() @IsBoolean()
  onRestDays?: boolean;
  /** Kinds of notices that are only for the inbox. */
  @IsOptional() @IsArray() @IsIn(NOTICE_KINDS, { each: true }) @ArrayUnique() @ArrayMaxSize(100)
  muted?: string[];
  @IsOptional() @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];
}

export class EmailIn {
  @IsEmail() @MaxLength(200)
  email!: string;
}

export class EmailCodeIn {
  /** Six digits, as mailed. */
  @Matches(/^\d{6}$/)
  code!: string;
}

export class NoticeKindOut {
  code!: string;
  zh!: string;
  en!: string;
}

export class PreferencesOut {
  /** 0 as long as nobody has chosen anything. */
  version!: number;
  /** Where mail goes; null: nowhere. */
  email!: string | null;
  /** An address that a code was mailed to and that is not confirmed yet. */
  emailWanted!: string | null;
  mail!: 'off' | 'each' | 'digest';
  digestAt!: string;
  quietFrom!: string | null;
  quietUntil!: string | null;
  onRestDays!: boolean;
  muted!: string[];
  language!: 'zh' | 'en';
  /** Whether this installation can send mail at all. */
  mailAvailable!: boolean;
  /** What can be muted. */
  kinds!: NoticeKindOut[];
}
