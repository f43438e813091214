// Makes SAML responses with libraries that others wrote and writes them as cases: [{name, request, first}], where first is
// the code of the finding that must decide. Keys and certificates are made anew by each run.
import { writeFileSync } from 'node:fs';
import { Saml20 } from 'saml';
import samlify from 'samlify';
import { generate } from 'selfsigned';
import { SignedXml } from 'xml-crypto';

const ISSUER = 'https://saml.example.com';
const AUDIENCE = 'https://okta.example.com/saml2/sp';
const ACS = 'https://okta.example.com/sso/saml2/0oa2';
const REQUEST = '_request';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const RSA_SHA512 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const SHA512 = 'http://www.w3.org/2001/04/xmlenc#sha512';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

const own = await generate([{ name: 'commonName', value: 'saml.example.com' }], { keySize: 2048, algorithm: 'sha256' });
const other = await generate([{ name: 'commonName', value: 'saml.example.com' }], { keySize: 2048, algorithm: 'sha256' });

const instant = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();

/** An assertion that is signed by Auth0's library. */
function assertion(options = {}) {
  return Saml20.create({
    key: Buffer.from(own.private),
    cert: Buffer.from(own.cert),
    issuer: ISSUER,
    audiences: AUDIENCE,
    recipient: ACS,
    inResponseTo: REQUEST,
    lifetimeInSeconds: 300,
    nameIdentifier: 'user@example.com',
    authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    attributes: { 'session.amr': ['pwd', 'hwk'], email: 'üser@example.com', groups: ['a & b', '<c>'] },
    signatureAlgorithm: 'rsa-sha256',
    digestAlgorithm: 'sha256',
    ...options,
  });
}

function response(inner) {
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_response" Version="2.0" ` +
    `IssueInstant="${instant(0)}" Destination="${ACS}" InResponseTo="${REQUEST}">` +
    `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${ISSUER}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>` +
    `${inner}</samlp:Response>`
  );
}

/** Signs the response, whatever is in it, with xml-crypto. */
function signed(xml, options = {}) {
  const { key = own.private, signature = RSA_SHA256, digest = SHA256 } = options;
  const signer = new SignedXml({ privateKey: key, signatureAlgorithm: signature, canonicalizationAlgorithm: EXCLUSIVE });
  signer.addReference({
    xpath: "/*[local-name(.)='Response']",
    transforms: [ENVELOPED, EXCLUSIVE],
    digestAlgorithm: digest,
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: "/*[local-name(.)='Response']/*[local-name(.)='Issuer']", action: 'after' },
  });
  return signer.getSignedXml();
}

/** A response that samlify makes from its template and signs. */
async function bySamlify(settings) {
  const idp = samlify.IdentityProvider({
    entityID: ISSUER,
    privateKey: own.private,
    signingCert: own.cert,
    isAssertionEncrypted: false,
    requestSignatureAlgorithm: RSA_SHA256,
    singleSignOnService: [{ Binding: samlify.Constants.namespace.binding.post, Location: `${ISSUER}/sso` }],
    loginResponseTemplate: {
      attributes: [],
      context:
        '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" InResponseTo="{InResponseTo}"><saml:Issuer>{Issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{StatusCode}"/></samlp:Status><saml:Assertion ID="{AssertionID}" Version="2.0" IssueInstant="{IssueInstant}"><saml:Issuer>{Issuer}</saml:Issuer><saml:Subject><saml:NameID>user@example.com</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{NotOnOrAfter}" Recipient="{Destination}" InResponseTo="{InResponseTo}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{IssueInstant}" NotOnOrAfter="{NotOnOrAfter}"><saml:AudienceRestriction><saml:Audience>{Audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{IssueInstant}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="session.amr"><saml:AttributeValue>pwd,hwk</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>',
    },
  });
  const sp = samlify.ServiceProvider({
    entityID: AUDIENCE,
    assertionConsumerService: [{ Binding: samlify.Constants.namespace.binding.post, Location: ACS }],
    ...settings,
  });
  const values = {
    ID: '_response',
    AssertionID: '_assertion',
    Issuer: ISSUER,
    Destination: ACS,
    Audience: AUDIENCE,
    InResponseTo: REQUEST,
    IssueInstant: instant(0),
    NotOnOrAfter: instant(300),
    StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  };
  const { context } = await idp.createLoginResponse(
    sp,
    { extract: { request: { id: REQUEST } } },
    'post',
    {},
    (template) => ({ id: values.ID, context: samlify.SamlLib.replaceTagsByValue(template, values) }),
  );
  return context;
}

const base64 = (xml) => Buffer.from(xml, 'utf8').toString('base64');

// samlify tells of each IdP without a logout endpoint.
console.warn = () => {};

const cases = [
  ['saml: the assertion is signed', base64(response(assertion())), 'AMR_USABLE'],
  ['saml: SHA-1', base64(response(assertion({ signatureAlgorithm: 'rsa-sha1', digestAlgorithm: 'sha1' }))), 'SAML_ALGORITHM_REFUSED'],
  ['saml: another audience', base64(response(assertion({ audiences: `${AUDIENCE}/` }))), 'SAML_AUDIENCE_MISMATCH'],
  ['saml: another recipient', base64(response(assertion({ recipient: `${ACS}/` }))), 'SAML_RECIPIENT_MISMATCH'],
  ['saml: another request', base64(response(assertion({ inResponseTo: '_other' }))), 'SAML_IN_RESPONSE_TO_MISMATCH'],
  ['saml: no session.amr', base64(response(assertion({ attributes: { amr: 'pwd' } }))), 'AMR_MISSING'],
  ['saml: by another key', base64(response(assertion({ key: Buffer.from(other.private), cert: Buffer.from(other.cert) }))), 'SAML_SIGNATURE_INVALID'],
  ['saml: changed afterwards', base64(response(assertion().replace('>hwk<', '>mfa<'))), 'SAML_SIGNATURE_INVALID'],
  ['saml and xml-crypto: both are signed', base64(signed(response(assertion()))), 'AMR_USABLE'],
  ['xml-crypto: RSA with SHA-512', base64(signed(response(assertion()), { signature: RSA_SHA512, digest: SHA512 })), 'AMR_USABLE'],
  ['xml-crypto: changed afterwards', base64(signed(response(assertion())).replace('>hwk<', '>mfa<')), 'SAML_SIGNATURE_INVALID'],
  ['xml-crypto: the response by another key', base64(signed(response(assertion()), { key: other.private })), 'SAML_SIGNATURE_INVALID'],
  ['samlify: the assertion is signed', await bySamlify({ wantAssertionsSigned: true }), 'AMR_USABLE'],
  ['samlify: the response is signed', await bySamlify({ wantMessageSigned: true }), 'AMR_USABLE'],
  ['samlify: both are signed', await bySamlify({ wantAssertionsSigned: true, wantMessageSigned: true }), 'AMR_USABLE'],
];

const certificate = own.cert.replace(/-----[A-Z ]+-----|\s/g, '');
writeFileSync(
  process.argv[2],
  JSON.stringify(
    cases.map(([name, samlResponse, first]) => ({
      name,
      first,
      request: {
        samlResponse,
        idp: {
          id: '0oa2',
          type: 'SAML2',
          status: 'ACTIVE',
          protocol: { type: 'SAML2', credentials: { trust: { issuer: ISSUER, audience: AUDIENCE } } },
          policy: { trustClaims: true, maxClockSkew: 0 },
        },
        certificates: [certificate],
        expect: { recipient: ACS, inResponseTo: REQUEST },
        at: instant(1),
      },
    })),
  ),
);
console.log(`${cases.length} SAML responses`);
