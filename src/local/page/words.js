// Explains the API's words to somebody who doesn't know them.

export const VERDICTS = {
  ACCEPTED: { word: 'Accepted', tone: 'good', mark: 'yes', means: 'Okta counts the claims and asks the user for nothing more.' },
  STEP_UP: { word: 'Step up', tone: 'warn', mark: 'more', means: 'The user gets in after Okta has asked for what is missing.' },
  REJECTED: { word: 'Rejected', tone: 'bad', mark: 'no', means: 'Nobody gets in this way.' },
  SAFE: { word: 'Safe', tone: 'good', mark: 'yes', means: 'No problem was found in this configuration.' },
  AT_RISK: { word: 'At risk', tone: 'warn', mark: 'more', means: 'It may break or weaken sign-in, and nothing shows that it won’t.' },
  BREAKING: { word: 'Breaking', tone: 'bad', mark: 'no', means: 'Sign-in through this IdP breaks.' },
  INVALID: { word: 'Invalid', tone: 'bad', mark: 'no', means: 'Nobody could sign in through this: it isn’t a usable IdP.' },
};

/** What a cell of the matrix says. */
export const CELLS = {
  ACCEPTED: { word: 'Enough', tone: 'good', mark: 'yes', means: 'Okta asks for nothing more.' },
  STEP_UP: { word: 'Step up', tone: 'warn', mark: 'more', means: 'Okta asks for what is missing.' },
  REJECTED: { word: 'Rejected', tone: 'bad', mark: 'no', means: 'Nobody gets in.' },
  UNKNOWN: { word: 'Unknown', tone: 'calm', mark: 'wait', means: 'Nothing shows what the IdP sends.' },
};

export const REACHABLE = {
  BY_AMR: 'AMR values can satisfy this rule.',
  NOT_BY_PROVIDER: 'The values that this provider is known to send can’t satisfy this rule.',
  NOT_BY_AMR: 'No AMR values satisfy this rule.',
};

/** What each edition of the AMR table is, as the end of a sentence. */
export const EDITIONS = {
  '2025-04': 'a draft of Okta’s guide and the default here',
  '2026-07': 'Okta’s guide of today',
};

/** What a verdict means as the worst of several. */
export const WORST = {
  SAFE: 'No problem was found.',
  AT_RISK: 'Something may break or weaken sign-in, and nothing shows that it won’t.',
  BREAKING: 'Sign-in breaks.',
  INVALID: 'Something in it isn’t a usable IdP.',
};

export const LEVELS = {
  ERROR: { word: 'Error', tone: 'bad', mark: 'no' },
  WARNING: { word: 'Warning', tone: 'warn', mark: 'more' },
  INFO: { word: 'Info', tone: 'calm', mark: 'info' },
};

export const FACTORS = { KNOWLEDGE: 'Knowledge', POSSESSION: 'Possession', BIOMETRIC: 'Biometric' };

export const CHARACTERISTICS = {
  USER_PRESENCE: 'User presence',
  USER_VERIFYING: 'User verifying',
  DEVICE_BOUND: 'Device-bound',
  HARDWARE_PROTECTED: 'Hardware-protected',
  PHISHING_RESISTANT: 'Phishing-resistant',
};

export const TRUST = {
  CLAIMS_SHARING: 'Claims sharing reads the AMR values',
  LEGACY_MAPPING: 'Legacy AMR mapping reads the AMR values',
  NONE: 'Nothing reads the AMR values',
};

export const IGNORED = { UNSUPPORTED: 'not in the table', FACTOR_ONLY: 'dropped: Factor only' };

const OTHERS = {
  MULTI_FACTOR: 'Multi-factor',
  AUTHENTICATION_METHODS: 'Named authentication methods',
};

/** Words for the API's name of a thing that a rule asks for or a value gives; `A|B` means either. */
export function inWords(name) {
  return name
    .split('|')
    .map((each) => FACTORS[each] ?? CHARACTERISTICS[each] ?? OTHERS[each] ?? sentence(each))
    .join(' or ');
}

/** A missing thing in words. All three factor types together mean any other factor type. */
export function wanted(name) {
  return name.split('|').length === 3 ? 'Any other factor type' : inWords(name);
}

function sentence(name) {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Names of AMR values: RFC 8176 and, for the legacy table, Okta's authenticators. */
export const AMR_NAMES = {
  face: 'Face',
  fpt: 'Fingerprint',
  iris: 'Iris scan',
  retina: 'Retina scan',
  vbm: 'Voiceprint',
  hwk: 'Hardware key',
  kba: 'Security question',
  mfa: 'Multiple factors',
  otp: 'One-time password',
  phr: 'Phishing-resistant',
  pin: 'PIN',
  pop: 'Proof of possession',
  pwd: 'Password',
  sc: 'Smart card',
  sms: 'Text message',
  swk: 'Software key',
  tel: 'Phone call',
  duo: 'Duo',
  email: 'Email',
  fed: 'Federated',
  google_otp: 'Google Authenticator',
  oauth_otp: 'OATH one-time password',
  okta_verify: 'Okta Verify',
  rsa: 'RSA token',
  symantec: 'Symantec VIP',
  yubikey: 'YubiKey',
};
