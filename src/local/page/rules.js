// Policy rules as Okta's admin pages offer them, each with its JSON in the Management API.

const assurance = (factorMode, constraint) => ({
  type: 'ASSURANCE',
  factorMode,
  constraints: constraint && Object.keys(constraint).length > 0 ? [constraint] : [],
});

const withPossession = (constraint, possession) =>
  Object.keys(possession).length > 0 ? { ...constraint, possession } : constraint;

/** In the order of the list. A preset with `constrained` accepts possession constraints. */
export const PRESETS = [
  { id: 'none', label: 'No rule: can the AMR values be used at all?', note: 'The verdict only says whether at least one value counts.' },
  { id: 'any-1', group: 'User must authenticate with', label: 'Any 1 factor type', constrained: true, rule: (possession) => assurance('1FA', withPossession({}, possession)) },
  { id: 'any-1-idp', group: 'User must authenticate with', label: 'Any 1 factor type / IdP', constrained: true, note: 'The same rule with a different name: a sign-in at an IdP counts as one factor.', rule: (possession) => assurance('1FA', withPossession({}, possession)) },
  { id: 'any-2', group: 'User must authenticate with', label: 'Any 2 factor types', constrained: true, rule: (possession) => assurance('2FA', withPossession({}, possession)) },
  { id: 'password', group: 'User must authenticate with', label: 'Password', rule: () => assurance('1FA', { knowledge: { types: ['PASSWORD'] } }) },
  { id: 'password-another', group: 'User must authenticate with', label: 'Password + another factor', constrained: true, rule: (possession) => assurance('2FA', withPossession({ knowledge: { types: ['PASSWORD'] } }, possession)) },
  { id: 'possession', group: 'User must authenticate with', label: 'Possession factor', constrained: true, rule: (possession) => assurance('1FA', { possession: Object.keys(possession).length > 0 ? possession : { userPresence: 'REQUIRED' } }) },
  { id: 'chain', group: 'Other rules', label: 'Authentication method chain', note: 'A chain names Okta’s own authenticators. AMR claims can’t replace them.', rule: () => ({ type: 'AUTH_METHOD_CHAIN', chains: [{ authenticationMethods: [{ key: 'okta_password', method: 'password' }], next: [{ authenticationMethods: [{ key: 'phone_number', method: 'sms' }] }] }] }) },
  { id: 'session-mfa', group: 'Other rules', label: 'Global session policy: MFA required', rule: () => ({ actions: { signon: { access: 'ALLOW', requireFactor: true } } }) },
  { id: 'deny', group: 'Other rules', label: 'Access is denied', rule: () => ({ actions: { appSignOn: { access: 'DENY' } } }) },
  { id: 'own', group: 'Other rules', label: 'A rule of your own', note: 'Paste a rule as the Management API returns it: the whole rule, or its verificationMethod.' },
];

/** The possession constraints of Okta's rule screen. */
export const CONSTRAINTS = [
  { name: 'phishingResistant', label: 'Phishing-resistant' },
  { name: 'hardwareProtection', label: 'Hardware-protected' },
  { name: 'deviceBound', label: 'Device-bound', note: 'excludes phone and email' },
  { name: 'userPresence', label: 'User presence', note: 'any interaction' },
  { name: 'userVerification', label: 'User verification', note: 'PIN or biometrics' },
];

export const preset = (id) => PRESETS.find((each) => each.id === id);

/** The JSON text of a preset; empty for no rule. */
export function ruleText(id, constraints) {
  const chosen = preset(id);
  const possession = Object.fromEntries(
    CONSTRAINTS.filter(({ name }) => constraints.includes(name)).map(({ name }) => [name, 'REQUIRED']),
  );
  return chosen.rule ? JSON.stringify(chosen.rule(chosen.constrained ? possession : {}), null, 2) : '';
}

/** The preset and constraints of a rule: {id, constraints}. Any other rule is the user's own. */
export function recognized(rule) {
  if (rule === undefined) return { id: 'none', constraints: [] };
  const asked = rule.constraints?.[0]?.possession ?? {};
  const constraints = CONSTRAINTS.map(({ name }) => name).filter((name) => name in asked);
  const normal = sorted({ ...rule, ...(rule.type === 'ASSURANCE' ? { constraints: rule.constraints ?? [] } : {}) });
  for (const { id, rule: make } of PRESETS) {
    if (make && [constraints, []].some((each) => sorted(JSON.parse(ruleText(id, each))) === normal)) {
      const shown = id === 'possession' && JSON.stringify(asked) === '{"userPresence":"REQUIRED"}' ? [] : constraints;
      return { id, constraints: preset(id).constrained ? shown : [] };
    }
  }
  return { id: 'own', constraints: [] };
}

/** JSON with sorted members, for comparisons. */
function sorted(value) {
  return JSON.stringify(value, (_, each) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
