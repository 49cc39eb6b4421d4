/** What people call the browser, from what it calls itself; the most particular name first, for they all claim to be the others. */
const NAMES: [pattern: RegExp, name: string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/DingTalk/, 'DingTalk'],
  [/QIHU|360SE|360EE/, '360'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [pattern: RegExp, name: string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

export function agentName(agent: string | null): string | undefined {
  if (!agent) return undefined;
  const of = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1];
  return [of(NAMES) ?? agent.split(/[\s/]/)[0], of(SYSTEMS)].filter(Boolean).join(' · ');
}
