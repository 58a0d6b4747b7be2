// What the doctor found, in the order in which it matters, and as text for a report.

import type { DoctorFinding } from '../../../server/src/protocol.js';

const BY_URGENCY: readonly DoctorFinding['status'][] = ['fail', 'warn', 'info', 'pass'];

/** What is wrong first; otherwise in the order of the checks. */
export const inOrderOfUrgency = (findings: readonly DoctorFinding[]): DoctorFinding[] =>
  BY_URGENCY.flatMap((status) => findings.filter((finding) => finding.status === status));

/** One line a finding, and each fix on a line below. English, like the log: it is meant for a report. */
export function findingsText(findings: readonly DoctorFinding[]): string {
  const lines = inOrderOfUrgency(findings).flatMap(({ check, status, message, fixes }) => [
    `${status} ${check}: ${message}`,
    ...fixes.map(({ description, command }) => `  ${description}: ${command}`),
  ]);
  return `${lines.join('\n')}\n`;
}
