// A verdict as plain text, to be pasted into a ticket. It has no token in it, and no value that a token had besides
// its AMR values.

import { plain } from './plain.js';
import { CELLS, LEVELS, TRUST, VERDICTS } from './words.js';

/** The text. `ruleLabel` is the rule's name, if it has one. */
export function asText(state, verdict, ruleLabel) {
  const lines = [];
  const subject = verdict.matrix ? 'The whole org' : verdict.changes ? 'Terraform plan' : state.question === 'change' ? 'Change of an IdP' : verdict.dryRun ? 'Sign-in (dry run)' : 'Sign-in';
  lines.push(`${subject}: ${VERDICTS[verdict.verdict].word} (${verdict.verdict})`, VERDICTS[verdict.verdict].means);
  if (verdict.matrix) {
    const names = new Map([...verdict.idps.map((each) => [each.idpId, each.name]), ...verdict.rules.map((each) => [each.ruleId, each.name])]);
    const name = (id) => names.get(id) ?? id;
    lines.push('', ...verdict.matrix.map((cell) => `${name(cell.idpId)} under ${name(cell.ruleId)}: ${CELLS[cell.verdict].word}`));
    verdict.idps.forEach((idp) => lines.push('', `${name(idp.idpId)}: ${VERDICTS[idp.verdict].word}`, ...findings(idp)));
    lines.push('', ...findings(verdict));
  } else if (verdict.changes) {
    verdict.changes.forEach((change) => lines.push('', `${change.address}: ${VERDICTS[change.verdict].word}`, ...findings(change)));
  } else {
    const name = nameOf(state);
    lines.push('', ...(name ? [`IdP: ${name}`] : []), `Trust: ${TRUST[verdict.trust.mode]}`);
    if (verdict.amr) lines.push(`AMR values: ${verdict.amr.received.join(', ') || 'none'}`);
    if (state.question === 'sign-in' && ruleLabel) lines.push(`Policy rule: ${ruleLabel}`);
    if (verdict.rule?.wouldSatisfy.length > 0) {
      lines.push(`Enough would be: ${verdict.rule.wouldSatisfy.map((set) => set.join(' + ')).join(', or ')}`);
    }
    lines.push('', ...findings(verdict));
  }
  const table = verdict.amrTable ?? verdict.changes?.[0]?.amrTable;
  const id = verdict.decisionId ?? verdict.changes?.[0]?.decisionId;
  lines.push('', [table && `Judged by the AMR table of edition ${table}`, id && `decision ${id}`].filter(Boolean).join(', '));
  return `${lines.join('\n').trim()}\n`;
}

const findings = ({ findings: list }) => list.map((each) => `- ${LEVELS[each.level].word}: ${plain(each.message)} [${each.code}]`);

function nameOf(state) {
  try {
    const idp = JSON.parse(state.question === 'sign-in' ? state.idp : state.after || state.before);
    return typeof idp?.name === 'string' ? idp.name : undefined;
  } catch {
    return undefined;
  }
}
