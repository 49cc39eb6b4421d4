import type { Client } from '../../test/client.js';

interface Page {
  entries: { assignmentId: string; done: string }[];
  indicators: { code: string; kind: string; value: string | null; numerator: string | null; denominator: string | null }[];
  sections: Record<string, string>;
}

/** Fills in whatever is missing in a report, over HTTP as a person would. */
export async function fillReport(client: Client, id: string, onBehalf?: string): Promise<void> {
  const { entries, indicators, sections } = (await client.get(`/progress-reports/${id}`)).body as Page;
  const cells = [
    ...entries.filter(({ done }) => done === '').map(({ assignmentId }) => ({ cell: `entries/${assignmentId}/done`, value: '按计划推进', was: '' })),
    ...indicators.flatMap(({ code, kind, value, numerator, denominator }) =>
      kind === 'ratio'
        ? [{ cell: `indicators/${code}/numerator`, value: '3', was: numerator ?? '' }, { cell: `indicators/${code}/denominator`, value: '4', was: denominator ?? '' }]
        : [{ cell: `indicators/${code}/value`, value: '12', was: value ?? '' }],
    ),
    ...Object.entries(sections).filter(([, text]) => text === '').map(([field]) => ({ cell: `sections/${field}`, value: '无', was: '' })),
  ];
  const { body } = await client.post(`/progress-reports/${id}/cells`, { cells, onBehalf });
  if (body.refused?.length !== 0) throw new Error(JSON.stringify(body));
}
