import { IsIn, IsString, Length, MaxLength } from 'class-validator';

export class RemarkIn {
  /** The address of the cell. */
  @IsString() @MaxLength(200)
  cell!: string;
  /** `request` asks the unit for an answer; `comment` asks for nothing. */
  @IsIn(['request', 'comment'])
  kind!: 'request' | 'comment';
  @IsString() @Length(2, 2000)
  text!: string;
}

export class AnswerRemarkIn {
  @IsString() @Length(1, 2000)
  answer!: string;
}
