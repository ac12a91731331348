// The words of signing in, in both languages; the console has its own.
const words = {
  ja: {
    other: 'English',
    loading: '読み込んでいます。',
    signIn: 'サインイン',
    signInAs: 'だれとしてサインインしますか',
    linkSpent: 'このリンクは使えません。期限切れか使用済みです。新しいリンクを発行してもらってください。',
    noCode: 'リンクの # から後ろが欠けています。表示されたリンク全体を開いてください。',
    firstAdmin: '最初の管理者になります',
    yourName: 'お名前',
    yourEmail: 'メールアドレス(認証基盤と同じもの。なくても始められます)',
    signInWith: name => `${name} でサインイン`,
    begin: 'はじめる',
    goOn: '画面へ進む',
    everyRole: '1人で運用するため、すべての役割を持つ',
    everyRoleMeans: '自分の作業を確認する人がいなくなります。経理や監査人などの付与と報酬の承認には引き続き2人が必要で、1人で行うには規則の緩和を記録します。選ばない場合は管理者とCSオペレーションになります。',
    nameNeeded: 'お名前を入力してください。',
    noRole: '役割なし',
    roles: { csm: 'CSM', leader: 'リーダー', csOps: 'CS Ops', dataScientist: 'データサイエンティスト', otherDepartment: '他部門', partnerCsm: 'パートナーCSM', integrationKey: '連携', admin: '管理', finance: '経理', auditor: '監査', privacyOfficer: '個人情報保護' },
  },
  en: {
    other: '日本語',
    loading: 'Loading.',
    signIn: 'Sign in',
    signInAs: 'Sign in as',
    linkSpent: 'This link cannot be used: it has expired or was used. Ask for a new one.',
    noCode: 'The part behind the # is missing. Open the whole link that was printed.',
    firstAdmin: 'Become the first administrator',
    yourName: 'Your name',
    yourEmail: 'Your e-mail address (as your identity provider knows it; may be left out)',
    signInWith: name => `Sign in with ${name}`,
    begin: 'Begin',
    goOn: 'Go on to the page',
    everyRole: 'I run this alone: hold every role',
    everyRoleMeans: 'Nobody then checks what you do. Giving roles such as finance or auditor and approving pay still take two people; to do so alone, relax the rule on record. Otherwise you become administrator and CS operations.',
    nameNeeded: 'Enter your name.',
    noRole: 'no role',
    roles: { csm: 'CSM', leader: 'Leader', csOps: 'CS Ops', dataScientist: 'Data scientist', otherDepartment: 'Other department', partnerCsm: 'Partner CSM', integrationKey: 'Integration', admin: 'Administrator', finance: 'Finance', auditor: 'Auditor', privacyOfficer: 'Privacy officer' },
  },
};

const kept = localStorage.getItem('language');
export const language = kept === 'ja' || kept === 'en' ? kept : navigator.language.startsWith('ja') ? 'ja' : 'en';
export const say = words[language];

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
