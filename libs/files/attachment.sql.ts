/**
 * SQL for the attachments of a row, oldest first, as a JSON array of `AttachmentOut`. The reader's own policy says which.
 * @param column what they hang on
 * @param row the id of the row they hang on, such as `f.id`
 */
export const attachmentsOf = (column: 'progress_update_id' | 'finding_id' | 'pilot_case_id' | 'case_step_id' | 'progress_report_id' | 'evaluation_mark_id', row: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('id', att.id, 'name', att.name, 'size', att.size, 'mediaType', att.media_type)
                             ORDER BY att.id), '[]')
    FROM attachment att WHERE att.${column} = ${row})`;
