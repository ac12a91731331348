import { ask, element } from './api.js';
import { day, fill, language, money, number, percent, points, say, switchLanguage } from './words.js';

const switcher = document.getElementById('language');
const leave = document.getElementById('sign-out');

fill();
switcher.textContent = say.other;
switcher.lang = language === 'ja' ? 'en' : 'ja';
switcher.addEventListener('click', switchLanguage);
leave.addEventListener('click', async () => {
  await ask('/v1/sessions/current', { method: 'DELETE' });
  location.reload();
});

async function open() {
  let me;
  try {
    me = await ask('/v1/me');
  } catch (refusal) {
    const door = document.getElementById('door');
    door.hidden = false;
    door.textContent = refusal.status === 401 ? say.signedOut : say.failed;
    if (refusal.status === 401) {
      await showWayIn(door);
    }

    return;
  }

  document.getElementById('who').textContent = say.signedIn(me.name);
  leave.hidden = false;
  document.getElementById('sections').hidden = false;
  await Promise.all([
    show('call-list', '/v1/call-list?limit=20', callList),
    show('retention', `/v1/retention?${lastYear()}`, retention),
    show('factors', '/v1/factors', factors),
    show('patterns', '/v1/patterns', patterns),
  ]);
}

/** Leads whoever is signed out to the identity provider, if there is one. */
async function showWayIn(door) {
  const { provider } = await ask('/v1/sign-in-ways').catch(() => ({ provider: null }));
  door.replaceChildren(...(provider
    ? [`${say.signedOutHere} `, element('a', { class: 'button', href: provider.path }, say.signInWith(provider.name))]
    : [say.signedOut]));
}

/** Loads one section: says that it loads, that it is empty, that it failed, or shows its table. */
async function show(id, path, table) {
  const section = document.getElementById(id);
  const state = section.querySelector('.state');
  const place = section.querySelector('.table');
  state.textContent = say.loading;
  try {
    const answer = await ask(path);
    const made = table(answer);
    // Figures say over whose accounts they are, and why nothing is in them.
    state.textContent = made ? '' : answer.scope?.words ?? say.empty;
    place.hidden = !made;
    place.replaceChildren(...(made ? [made] : []));
  } catch (refusal) {
    state.classList.toggle('fault', refusal.status >= 500);
    state.textContent = refusal.status === 403 ? say.notAllowed : refusal.status === 409 || refusal.status === 404 ? refusal.message : `${say.failed} ${refusal.message}`;
  }
}

/** A table whose first column heads its rows. Columns: heading, cell, and whether it holds figures. */
function tableOf(caption, rows, columns) {
  if (rows.length === 0) {
    return null;
  }

  const heads = columns.map(([heading, , figure]) => element('th', { scope: 'col', ...(figure ? { class: 'figure' } : {}) }, heading));
  const body = rows.map(row => element('tr', {}, ...columns.map(([, cell, figure], i) =>
    element(i === 0 ? 'th' : 'td', { ...(i === 0 ? { scope: 'row' } : {}), ...(figure ? { class: 'figure' } : {}) }, ...[cell(row)].flat().filter(part => part != null)))));
  return element('table', {}, element('caption', {}, caption), element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...body));
}

const small = text => element('small', {}, text);
const chip = text => element('span', { class: 'chip' }, text);
const phaseWord = code => say.phases[code] ?? code ?? say.none;

function callList(sheet) {
  const newest = sheet.items[0]?.asOf;
  document.getElementById('as-of').textContent = newest ? say.asOf(day(newest)) : '';
  document.querySelector('#call-list .help').textContent = `${sheet.rankedBy} ${say.callListHelp}`;
  return tableOf(say.callList, sheet.items, [
    [say.customer, row => [row.name, small(row.ownerName ?? '')]],
    [say.phase, row => phaseWord(row.phase)],
    [say.probability, row => [percent(row.probability, 0), small(say.within(row.horizonDays))], true],
    [say.mrr, row => money(row.mrr), true],
    [say.atRisk, row => money(row.expectedLoss), true],
    [say.reasons, row => element('ul', {}, ...row.reasons.map(reason => element('li', {}, `${reason.words} `, reason.actionable ? chip(say.actionable) : null)))],
    [say.lastContact, row => element('span', { class: 'line' }, day(row.lastContactOn))],
  ]);
}

function factors(report) {
  const champion = report.models[0];
  document.querySelector('#factors .help').textContent = `${report.note} ${say.factorsHelp}`;
  return tableOf(say.factors, (champion?.factors ?? []).slice(0, 15), [
    [say.factor, row => [row.words, ' ', row.actionable ? chip(say.actionable) : null]],
    [say.importance, row => [number(row.importance, 4), small(`${number(row.low, 4)} – ${number(row.high, 4)}`)], true],
    [say.direction, row => say.directions[row.direction] ?? row.direction],
  ]);
}

function patterns(page) {
  return tableOf(say.patterns, page.items.slice(0, 20), [
    [say.condition, row => [row.words, small(row.phaseName)]],
    [say.support, row => row.evidence],
    [say.crude, row => interval(row.difference), true],
    [say.adjusted, row => interval(row.adjustedDifference), true],
    [say.verdict, row => element('span', { class: row.verdict }, row.verdictWords)],
    [say.reach, row => number(row.reachAccounts), true],
  ]);
}

const interval = found => found ? [points(found.value), small(`${points(found.low)} – ${points(found.high)}`)] : [say.none];

/** The last twelve full months, as the API's window. */
function lastYear() {
  const today = new Date();
  const month = back => new Date(Date.UTC(today.getFullYear(), today.getMonth() - back, 1)).toISOString().slice(0, 7);
  return `from=${month(12)}&to=${month(1)}&basis=asClosed`;
}

function retention(report) {
  const rows = report.currencies.flatMap(one => [...one.months].reverse().map(({ month, figure }) => ({ month, ...figure })));
  return tableOf(say.retention, rows, [
    [say.month, row => row.month],
    [say.start, row => money(row.start), true],
    [say.end, row => money(row.end), true],
    [say.nrr, row => percent(row.nrr.value), true],
    [say.grr, row => percent(row.grr.value), true],
    [say.logo, row => percent(row.logoChurn.value), true],
  ]);
}

await open();
