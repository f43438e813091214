// node check.js TEMPLATE...: each resource's type is one of AWS's, each property has a name and a type that AWS knows of it,
// and none that AWS requires is missing. The source is CloudFormation's own registry, by way of a package that the CDK's
// authors publish, and not the CDK that made the templates. Says what is wrong, one line each, and fails if anything is.
const { readFileSync } = require('fs');
const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec');

const db = loadAwsServiceSpecSync();
let checked = 0;

const isIntrinsic = value =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 1
  && /^(Ref|Fn::\w+)$/.test(Object.keys(value)[0]);

// What an intrinsic function may become. Of the others nothing can be told before a deployment.
function outcomes(value) {
  if (!isIntrinsic(value)) return [value];
  if (value.Ref === 'AWS::NoValue') return [];
  return value['Fn::If'] ? value['Fn::If'].slice(1).flatMap(outcomes) : [];
}

function members(properties, given, path) {
  const faults = [];
  for (const [name, value] of Object.entries(given)) {
    checked++;
    const property = properties[name];
    if (!property) {
      faults.push(`${path}: there is no ${name}`);
    } else {
      faults.push(...outcomes(value).flatMap(each => type(property.type, each, `${path}/${name}`)));
    }
  }
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && !(name in given)) faults.push(`${path}: ${name} is required`);
  }
  return faults;
}

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

function type(wanted, value, path) {
  const is = (holds, what) => holds ? [] : [`${path}: ${JSON.stringify(value)} is no ${what}`];
  switch (wanted.type) {
    case 'string': case 'date-time': return is(typeof value === 'string', 'text');
    case 'number': return is(typeof value === 'number', 'number');
    case 'integer': return is(Number.isInteger(value), 'integer');
    case 'boolean': return is(typeof value === 'boolean', 'boolean');
    case 'json': return is(typeof value === 'object' || typeof value === 'string', 'JSON');
    case 'null': return is(value === null, 'null');
    case 'tag': return is(isObject(value) && typeof value.Key === 'string', 'tag');
    case 'array': return Array.isArray(value)
      ? value.flatMap((each, i) => outcomes(each).flatMap(one => type(wanted.element, one, `${path}/${i}`)))
      : is(false, 'list');
    case 'map': return isObject(value)
      ? Object.entries(value).flatMap(([key, each]) => outcomes(each).flatMap(one => type(wanted.element, one, `${path}/${key}`)))
      : is(false, 'map');
    case 'ref': return isObject(value)
      ? members(db.get('typeDefinition', wanted.reference.$ref).properties, value, path)
      : is(false, 'object');
    case 'union': {
      const all = wanted.types.map(each => type(each, value, path));
      return all.find(faults => faults.length === 0) ?? all[0];
    }
    default: throw new Error(`${path}: ${wanted.type} is no type that this knows`);
  }
}

function faultsOf(template) {
  return Object.entries(template.Resources).flatMap(([id, resource]) => {
    const [known] = db.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
    return known
      ? members(known.properties, resource.Properties ?? {}, `${id} (${resource.Type})`)
      : [`${id}: there is no ${resource.Type}`];
  });
}

// A check that can't fail proves nothing.
const api = properties => faultsOf({ Resources: { Api: { Type: 'AWS::ApiGatewayV2::Stage', Properties: properties } } }).length;
const right = { ApiId: { Ref: 'A' }, StageName: 'x' };
if (api(right) !== 0 || api({ ...right, Nmae: 1 }) !== 1 || api({ StageName: 'x' }) !== 1 || api({ ...right, AutoDeploy: 'x' }) !== 1
  || api({ ...right, DefaultRouteSettings: { ThrottlingBurstLimit: 'many' } }) !== 1
  || faultsOf({ Resources: { A: { Type: 'AWS::No::Such' } } }).length !== 1) {
  throw new Error('The check does not find what is put in to be found.');
}

checked = 0;
const faults = process.argv.slice(2).flatMap(file =>
  faultsOf(JSON.parse(readFileSync(file, 'utf8'))).map(fault => `${file}: ${fault}`));
faults.forEach(fault => console.error(fault));
console.log(`${checked} properties of ${process.argv.length - 2} templates were looked up, ${faults.length} are wrong.`);
process.exit(faults.length ? 1 : 0);
