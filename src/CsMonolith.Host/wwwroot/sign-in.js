import { ask, element, tell } from './api.js';
import { fill, language, say, switchLanguage } from './words.js';

// The code stands behind the #, so that no server or proxy ever logs it; it leaves the address bar at once.
const kept = 'sign-in-code';
const code = location.hash.slice(1) || sessionStorage.getItem(kept) || '';
sessionStorage.setItem(kept, code);
history.replaceState(null, '', location.pathname);

const state = document.getElementById('state');
const people = document.getElementById('people');
const form = document.getElementById('first-admin');
const switcher = document.getElementById('language');

fill();
document.title = `${say.signIn} — CsMonolith`;
switcher.textContent = say.other;
switcher.lang = language === 'ja' ? 'en' : 'ja';
switcher.addEventListener('click', switchLanguage);
showRefusal();
await open();

async function open() {
  const offered = await showProvider();
  if (!code) {
    return offered || state.textContent ? undefined : fault(say.noCode);
  }

  state.textContent = say.loading;
  try {
    const choices = await ask(`/v1/sign-in-choices?code=${encodeURIComponent(code)}`);
    state.textContent = '';
    if (choices.firstAdmin) { showForm(); } else { showPeople(choices.people); }
  } catch (refusal) {
    fault(refusal.status === 401 ? say.linkSpent : refusal.message);
  }
}

async function showProvider() {
  const { provider } = await ask('/v1/sign-in-ways');
  if (provider) {
    const line = document.getElementById('provider');
    line.hidden = false;
    line.firstElementChild.href = provider.path;
    line.firstElementChild.textContent = say.signInWith(provider.name);
  }

  return Boolean(provider);
}

// Why the way through the identity provider ended without a session.
function showRefusal() {
  const cookie = document.cookie.split('; ').find(one => one.startsWith('csmonolith_refusal='));
  if (cookie) {
    document.cookie = 'csmonolith_refusal=; path=/sign-in; max-age=0';
    fault(JSON.parse(decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))).detail);
  }
}

function showForm() {
  form.hidden = false;
  form.elements.name.focus();
  form.addEventListener('submit', event => {
    event.preventDefault();
    const name = form.elements.name.value.trim();
    return name ? begin({ code, personId: null, firstAdminName: name, firstAdminEmail: form.elements.email.value.trim() || null, firstAdminHoldsEveryRole: form.elements.everyRole.checked }) : fault(say.nameNeeded);
  });
}

function showPeople(choices) {
  people.hidden = false;
  people.append(element('h2', {}, say.signInAs));
  const rolesInOrder = [...Object.keys(say.roles), 'none'];
  for (const role of rolesInOrder) {
    const holders = choices.filter(person => (person.roles[0] ?? 'none') === role);
    if (holders.length === 0) {
      continue;
    }

    people.append(element('h2', {}, say.roles[role] ?? say.noRole));
    const list = element('ul', { class: 'people' });
    for (const person of holders) {
      const button = element('button', { type: 'button' }, person.name);
      button.addEventListener('click', () => begin({ code, personId: person.personId, firstAdminName: null }));
      list.append(element('li', {}, button));
    }

    people.append(list);
  }
}

async function begin(session) {
  try {
    const { notes } = await tell('/v1/sessions', session);
    sessionStorage.removeItem(kept);
    if (notes.length === 0) { location.replace('/'); } else { showNotes(notes); }
  } catch (refusal) {
    fault(refusal.status === 401 ? say.linkSpent : refusal.message);
  }
}

// What the first administrator should know before going on.
function showNotes(notes) {
  form.hidden = true;
  state.textContent = '';
  people.hidden = false;
  people.replaceChildren(...notes.map(note => element('p', {}, note)), element('a', { class: 'button', href: '/' }, say.goOn));
}

function fault(text) {
  state.classList.add('fault');
  state.textContent = text;
}
