// A real OpenID Connect provider on loopback, for the tests.   node provider.mjs PORT [--new-keys] REDIRECT_URI…
// With --new-keys it signs with a key of its own making, as after a rollover; otherwise all sign with the package's key for development.
// Whoever signs in under a name is NAME@example.jp; the address of a name that begins with "unverified" is not verified,
// and NAME.2 has the address of NAME, like a successor. Beside the protocol, GET /test/token?sub=NAME&aud=AUDIENCE[&ttl=SECONDS][&email=1] issues an access token without a browser.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [port, ...others] = process.argv.slice(2);
const redirects = others.filter(one => one !== '--new-keys');
const ownKey = () => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' });
const issuer = `http://127.0.0.1:${port}`;
const jwt = { scope: 'api', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };

const claims = name => ({ sub: name, email: `${name.split('.')[0]}@example.jp`, email_verified: !name.startsWith('unverified') });

const provider = new Provider(issuer, {
  ...(others.includes('--new-keys') ? { jwks: { keys: [ownKey()] } } : {}),
  clients: [
    {
      client_id: 'csmonolith', client_secret: 'a secret: with signs', redirect_uris: redirects.length ? redirects : ['http://127.0.0.1/none'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
    {
      client_id: 'csmonolith-public', redirect_uris: redirects.length ? redirects : ['http://127.0.0.1/none'], token_endpoint_auth_method: 'none',
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_, name) => ({ accountId: name, claims: () => claims(name) }),
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  features: {
    resourceIndicators: { enabled: true, getResourceServerInfo: () => jwt, defaultResource: () => undefined },
  },
  extraTokenClaims: (_, token) => token.extra?.email ? { email: claims(token.accountId).email, email_verified: claims(token.accountId).email_verified } : undefined,
});

async function token(query) {
  const made = new provider.AccessToken({
    accountId: query.get('sub'), client: await provider.Client.find('csmonolith'), expiresIn: Number(query.get('ttl') ?? 300), gty: 'authorization_code',
    extra: { email: query.has('email') },
  });
  made.resourceServer = new provider.ResourceServer(query.get('aud'), jwt);
  made.scope = 'api';
  return made.save();
}

const protocol = provider.callback();
const server = createServer(async (ask, answer) => {
  const address = new URL(ask.url, issuer);
  if (address.pathname !== '/test/token') {
    return protocol(ask, answer);
  }

  try {
    answer.end(await token(address.searchParams));
  } catch (broken) {
    answer.statusCode = 500;
    answer.end(String(broken.stack));
  }
});
server.listen(Number(port), '127.0.0.1', () => console.log(`ready at ${issuer}`));

// The fixture holds our standard input; when it dies, so do we.
process.stdin.resume().on('end', () => process.exit());
