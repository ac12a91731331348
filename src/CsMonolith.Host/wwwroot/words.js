// Every word of the pages, in both languages, and how figures are written. Rates name what they count.
const words = {
  ja: {
    skip: '本文へ', api: 'API(Scalar)', signOut: 'サインアウト', title: '今日のカスタマーサクセス', other: 'English',
    callList: '連絡したい顧客', callListHelp: '理由の「打ち手あり」は、こちらの行動で変えられるものです。',
    retention: 'NRR と GRR(締め時点)', retentionHelp: 'NRR は売上継続率、GRR は拡大を除く売上継続率です。締めた月の数字は変わりません。',
    factors: '何が解約を左右しているか', factorsHelp: '打ち手ありの項目だけが型の候補になります。',
    patterns: '型の候補', patternsHelp: 'フェーズごとに、継続する割合を上げる条件・下げる条件です。条件をそろえた差と幅を見て判定します。',
    loading: '読み込んでいます。', empty: 'まだ何もありません。', failed: '読み込めませんでした。', notAllowed: 'この表を見る権限がありません。',
    signedOutHere: 'サインインしていません。',
    signedOut: 'サインインしていません。起動時に表示された使い切りのリンクを開いてください。', asOf: day => `${day}時点`, signedIn: name => `${name} さんとして表示しています。`,
    customer: '顧客', probability: '解約確率', within: days => `${Math.round(days / 30)}か月以内`, atRisk: '解約リスク額(月)', mrr: 'MRR', lastContact: '最後の接点', reasons: '理由(寄与)', actionable: '打ち手あり',
    month: '月', start: '期首MRR', end: '期末MRR', nrr: 'NRR', grr: 'GRR', logo: '社数解約率', none: '対象なし',
    factor: '項目', importance: '重要度', direction: '向き', phase: 'フェーズ', condition: '条件', support: '該当顧客', crude: '単純な差(95 %の幅)', adjusted: '条件をそろえた差(95 %の幅)',
    verdict: '判定', reach: 'まだ動かせる顧客',
    signIn: 'サインイン', signInAs: 'だれとしてサインインしますか', linkSpent: 'このリンクは使えません。期限切れか使用済みです。新しいリンクを発行してもらってください。', noCode: 'リンクの # から後ろが欠けています。表示されたリンク全体を開いてください。',
    firstAdmin: '最初の管理者になります', yourName: 'お名前', yourEmail: 'メールアドレス(認証基盤と同じもの。なくても始められます)', signInWith: name => `${name} でサインイン`, begin: 'はじめる', goOn: '画面へ進む',
    everyRole: '1人で運用するため、すべての役割を持つ', everyRoleMeans: '自分の作業を確認する人がいなくなります。経理や監査人などの付与と報酬の承認には引き続き2人が必要で、1人で行うには規則の緩和を記録します。選ばない場合は管理者とCSオペレーションになります。',
    nameNeeded: 'お名前を入力してください。', noRole: '役割なし',
    roles: { csm: 'CSM', leader: 'リーダー', csOps: 'CS Ops', dataScientist: 'データサイエンティスト', otherDepartment: '他部門', partnerCsm: 'パートナーCSM', integrationKey: '連携', admin: '管理', finance: '経理', auditor: '監査', privacyOfficer: '個人情報保護' },
    directions: { up: '多いほど解約しやすい', down: '多いほど解約しにくい', mixed: '一様でない', category: '種類による' },
    phases: { introduction: '導入期', operation: '運用期', use: '活用期', settled: '定着期' },
  },
  en: {
    skip: 'Skip to content', api: 'API (Scalar)', signOut: 'Sign out', title: 'Customer success today', other: '日本語',
    callList: 'Customers to call', callListHelp: 'A reason marked “actionable” is one that we can change.',
    retention: 'NRR and GRR (as closed)', retentionHelp: 'Net and gross revenue retention of the customers at the start of each month. Closed figures never change.',
    factors: 'What moves churn', factorsHelp: 'Only actionable factors can become a kata.',
    patterns: 'Candidate kata', patternsHelp: 'By phase, what goes with more or fewer customers staying. Judge by the adjusted difference and its interval.',
    loading: 'Loading.', empty: 'Nothing here yet.', failed: 'This could not be loaded.', notAllowed: 'You may not see this table.',
    signedOutHere: 'You are not signed in.',
    signedOut: 'You are not signed in. Open the one-time link that the host printed at its start.', asOf: day => `As of ${day}`, signedIn: name => `Shown as ${name} sees it.`,
    customer: 'Customer', probability: 'Churn probability', within: days => `within ${Math.round(days / 30)} months`, atRisk: 'MRR at risk', mrr: 'MRR', lastContact: 'Last contact', reasons: 'Drivers', actionable: 'actionable',
    month: 'Month', start: 'Start MRR', end: 'End MRR', nrr: 'NRR', grr: 'GRR', logo: 'Logo churn rate', none: 'n/a',
    factor: 'Factor', importance: 'Importance', direction: 'Direction', phase: 'Phase', condition: 'Condition', support: 'Customers', crude: 'Crude difference (95 % interval)', adjusted: 'Adjusted difference (95 % interval)',
    verdict: 'Verdict', reach: 'Customers it could still move',
    signIn: 'Sign in', signInAs: 'Sign in as', linkSpent: 'This link cannot be used: it has expired or was used. Ask for a new one.', noCode: 'The part behind the # is missing. Open the whole link that was printed.',
    firstAdmin: 'Become the first administrator', yourName: 'Your name', yourEmail: 'Your e-mail address (as your identity provider knows it; may be left out)', signInWith: name => `Sign in with ${name}`, begin: 'Begin', goOn: 'Go on to the page',
    everyRole: 'I run this alone: hold every role', everyRoleMeans: 'Nobody then checks what you do. Giving roles such as finance or auditor and approving pay still take two people; to do so alone, relax the rule on record. Otherwise you become administrator and CS operations.',
    nameNeeded: 'Enter your name.', noRole: 'no role',
    roles: { csm: 'CSM', leader: 'Leader', csOps: 'CS Ops', dataScientist: 'Data scientist', otherDepartment: 'Other department', partnerCsm: 'Partner CSM', integrationKey: 'Integration', admin: 'Administrator', finance: 'Finance', auditor: 'Auditor', privacyOfficer: 'Privacy officer' },
    directions: { up: 'more: likelier to churn', down: 'more: less likely to churn', mixed: 'neither throughout', category: 'depends on which' },
    phases: { introduction: 'Introduction', operation: 'Operation', use: 'Use', settled: 'Settled' },
  },
};

const kept = localStorage.getItem('language');
export const language = kept === 'ja' || kept === 'en' ? kept : navigator.language.startsWith('ja') ? 'ja' : 'en';
export const say = words[language];
const locale = language === 'ja' ? 'ja-JP' : 'en-US';

export function switchLanguage() {
  localStorage.setItem('language', language === 'ja' ? 'en' : 'ja');
  location.reload();
}

export function fill() {
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll('[data-word]')) {
    place.textContent = say[place.dataset.word];
  }
}

export const number = (value, digits = 0) => value == null ? say.none : Number(value).toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const percent = (value, digits = 1) => value == null ? say.none : `${number(Number(value) * 100, digits)} %`;
export const points = value => value == null ? say.none : `${Number(value) > 0 ? '+' : ''}${number(Number(value) * 100, 1)} ${language === 'ja' ? 'ポイント' : 'points'}`;
export const money = value => value == null ? say.none : Number(value.amount).toLocaleString(locale, { style: 'currency', currency: value.currency });
export const day = value => value == null ? say.none : new Date(`${value}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: language === 'ja' ? 'long' : 'medium', timeZone: 'UTC' });
