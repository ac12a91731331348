namespace CsMonolith.Journey;

/// <summary>Every refusal of Journey.</summary>
internal static class JourneyErrors
{
    /// <summary>Refuses a change of one's own roles.</summary>
    public static Error OwnRoles { get; } =
        new(
            ErrorKind.Conflict,
            "journey.person.own-roles",
            "Nobody changes their own roles. Ask another administrator. The owner may take on ordinary roles while they "
                + "are the only administrator.",
            "自分の役割は変更できません。ほかの管理者に依頼してください。ほかに管理者がいない間は、所有者だけが自分に通常の役割を加えられます。"
        );

    /// <summary>Nobody confirms a role of trust for themselves.</summary>
    public static Error OwnGrant { get; } =
        new(
            ErrorKind.Forbidden,
            "journey.trust.own-grant",
            "Nobody confirms a role of trust for themselves. Ask somebody else who holds it, or the owner.",
            "自分への役割の付与は自分では承認できません。その役割を持つほかの人か所有者に依頼してください。"
        );

    /// <summary>Only the owner of the installation may do it.</summary>
    public static Error OwnersAlone { get; } =
        new(
            ErrorKind.Forbidden,
            "journey.installation.owners-alone",
            "Only the owner of the installation does this. GET /v1/installation names the owner; ask them.",
            "この操作は所有者だけができます。所有者は GET /v1/installation で確かめ、依頼してください。"
        );

    /// <summary>The owner stays an administrator in service until ownership has passed on.</summary>
    public static Error OwnerStays { get; } =
        new(
            ErrorKind.Conflict,
            "journey.installation.owner-stays",
            "The owner of the installation stays an administrator in service. Hand the ownership over first "
                + "(OfferOwnership, AcceptOwnership).",
            "所有者は在籍する管理者でなければなりません。先に所有権を引き継いでください(OfferOwnership、AcceptOwnership)。"
        );

    /// <summary>Nobody has offered the caller the ownership.</summary>
    public static Error NothingOffered { get; } =
        new(
            ErrorKind.Conflict,
            "journey.installation.nothing-offered",
            "The owner has not offered you the ownership of the installation, or has offered it to somebody else since. "
                + "Ask the owner for an offer (OfferOwnership).",
            "所有権の引き継ぎがあなたに申し込まれていないか、その後ほかの人に申し込まれています。所有者に申し込み(OfferOwnership)を依頼してください。"
        );

    /// <summary>Ownership goes to another administrator in service.</summary>
    public static Error NoOtherAdministrator(Guid person) =>
        Field(
            "journey.installation.no-other-administrator",
            "/personId",
            $"{person} is not another administrator in service. Have them made an administrator first, or choose one.",
            $"{person} は在籍するほかの管理者ではありません。先に管理者の役割を付与するか、別の管理者を指定してください。"
        );

    /// <summary>The rule is relaxed only while at most one person holds the role.</summary>
    public static Error TwoHoldIt(Role role, int holders) =>
        new(
            ErrorKind.Conflict,
            "journey.two-person-rule.two-hold-it",
            $"{holders} people hold the role of {PermissionWording.Of(role).En}, so two of them can do it. The rule is "
                + "relaxed only while at most one does.",
            $"「{PermissionWording.Of(role).Ja}」の役割を{holders}人が持っているため、2人で行えます。緩和できるのは1人以下の間だけです。"
        );

    /// <summary>A grant is decided once.</summary>
    public static Error GrantDecided(bool confirmed, DateTime? at) =>
        new(
            ErrorKind.Conflict,
            "journey.trust.decided",
            $"This grant was {(confirmed ? "confirmed" : "declined")} on {at:yyyy-MM-dd}. "
                + "Ask for the role again if that is to change.",
            $"この付与は {at:yyyy-MM-dd} に{(confirmed ? "承認" : "却下")}済みです。変えるにはもう一度申請してください。"
        );

    /// <summary>Who has left gets no role.</summary>
    public static Error GrantToSomebodyGone(string name) =>
        new(
            ErrorKind.Conflict,
            "journey.trust.gone",
            $"{name} is not in service any more, so the role is not given. Decline the grant.",
            $"{name} は在籍していないため、役割を付与できません。この付与を却下してください。"
        );

    /// <summary>A grant is confirmed by somebody who holds the role, or by the owner while nobody does.</summary>
    public static Error NotYoursToConfirm(Role role) =>
        new(
            ErrorKind.Forbidden,
            "journey.trust.not-yours",
            $"A grant of {PermissionWording.Of(role).En} is decided by somebody who holds that role, or by the owner while "
                + "nobody does. Ask one of them (GET /v1/people, GET /v1/installation).",
            $"「{PermissionWording.Of(role).Ja}」の付与は、その役割を持つ人、またはだれも持たない間は所有者が決めます。その人に依頼してください(GET /v1/people、GET /v1/installation)。"
        );

    /// <summary>Who asked does not confirm.</summary>
    public static Error AskedByYourself(Role role) =>
        new(
            ErrorKind.Forbidden,
            "journey.trust.asked-by-yourself",
            $"You asked for this grant of {PermissionWording.Of(role).En} yourself; it takes a second person. Have another "
                + "administrator ask, or another holder of the role confirm; where there is only you, the owner may relax "
                + "the rule (SetTwoPersonRule).",
            $"この「{PermissionWording.Of(role).Ja}」の付与は自分で申請したものなので、もう1人の承認が必要です。別の管理者に申請してもらうか、その役割を持つ別の人に承認してもらってください。"
                + "1人しかいない場合は、所有者が2人体制の規則を緩和できます(SetTwoPersonRule)。"
        );

    /// <summary>A key gives nobody a role of trust.</summary>
    public static Error KeyGivesNoTrust(Role role) =>
        new(
            ErrorKind.Forbidden,
            "journey.trust.not-by-key",
            $"A key gives nobody the role of {PermissionWording.Of(role).En}. An administrator asks for it and a second "
                + "person confirms it.",
            $"キーで「{PermissionWording.Of(role).Ja}」の役割は付与できません。管理者が申請し、もう1人が承認します。"
        );

    /// <summary>A key changes nobody who holds a role of trust, and not the person who made it.</summary>
    public static Error KeyTouchesNoTrust(string name) =>
        new(
            ErrorKind.Forbidden,
            "journey.person.not-by-key",
            $"A key does not change {name}, who made it or holds a role of trust. Have an administrator change them.",
            $"{name} はこのキーの作成者か、信頼が必要な役割を持つ人なので、キーでは変更できません。管理者に依頼してください。"
        );

    public static Error EmailTaken(string email) =>
        new(
            ErrorKind.Conflict,
            "journey.person.email-taken",
            $"'{email}' belongs to somebody already. Use that person, or another address.",
            $"「{email}」は登録済みです。その人を使うか、別のアドレスにしてください。"
        );

    public static Error NoSuchPerson(Guid id, string pointer) =>
        Field(
            "journey.person.unknown",
            pointer,
            $"There is no person {id} in service. Take one of GET /v1/people.",
            $"在籍している人に {id} は見つかりません。GET /v1/people にある人を指定してください。"
        );

    public static Error NotPartOfPeriod(DateOnly from, DateOnly to, string pointer) =>
        Field(
            "journey.team.period-backwards",
            pointer,
            $"The membership ends on {to:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}. Swap the days.",
            $"所属の終了日 {to:yyyy-MM-dd} が開始日 {from:yyyy-MM-dd} より前です。日付を入れ替えてください。"
        );

    public static Error ExternalIdTaken(string externalId) =>
        new(
            ErrorKind.Conflict,
            "journey.account.external-id-taken",
            $"An account with the external id '{externalId}' exists. Change that one, or use another id.",
            $"外部ID「{externalId}」の顧客は登録済みです。その顧客を変更するか、別のIDにしてください。"
        );

    public static Error AlreadyOwner(Guid owner, DateOnly from) =>
        new(
            ErrorKind.Conflict,
            "journey.account.already-owner",
            $"{owner} owns the account on {from:yyyy-MM-dd} already. Choose another person or day.",
            $"{from:yyyy-MM-dd} 時点で {owner} がすでに担当です。別の人か日付を指定してください。"
        );

    public static Error NoSuchPhase(string phase, IReadOnlyCollection<(string Code, string Ja)> known) =>
        Field(
            "journey.phase.unknown",
            "/phase",
            $"'{phase}' is not a phase. There are {string.Join(", ", known.Select(one => one.Code))}.",
            $"「{phase}」というフェーズはありません。使えるフェーズ: {string.Join("、", known.Select(one => $"{one.Ja}({one.Code})"))}。"
        );

    public static Error BeforeIntroduction { get; } =
        new(
            ErrorKind.Conflict,
            "journey.prospect.no-phase",
            "A prospect is before the introduction until it is won. Record the win first, by "
                + "POST /v1/accounts/{accountId}/prospect-state.",
            "見込み客は受注まで「導入前」です。先に POST /v1/accounts/{accountId}/prospect-state で受注を登録してください。"
        );

    public static Error PhaseReserved(string code) =>
        Field(
            "journey.phase.reserved",
            "/phases",
            $"'{code}' is the phase of every prospect and none of customers. Give the phase another code.",
            $"「{code}」は見込み客のフェーズとして予約されています。別のコードにしてください。"
        );

    public static Error AlreadyInPhase(string phase, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.phase.already-in",
            $"The account is in '{phase}' on {on:yyyy-MM-dd} already. Choose another phase or day.",
            $"{on:yyyy-MM-dd} 時点ですでに「{phase}」です。別のフェーズか日付を指定してください。"
        );

    public static Error NoSuccessDefinition(string phase) =>
        new(
            ErrorKind.Conflict,
            "journey.phase.no-success-definition",
            $"Onboarding is not left without a success definition. Record one before '{phase}'.",
            $"成功の定義がないため、導入期を終えられません。「{phase}」に進む前に成功の定義を登録してください。"
        );

    public static Error NoSuchDefinition(Guid account, int? number, DateOnly on) =>
        new(
            ErrorKind.NotFound,
            "journey.success.not-found",
            $"Account {account} has no success definition {(number is null ? $"in force on {on:yyyy-MM-dd}" : $"{number}")}. GET /v1/accounts/{account}/success-definitions lists those it has.",
            $"顧客 {account} に{(number is null ? $" {on:yyyy-MM-dd} 時点で有効な" : $"第{number}版の")}成功の定義はありません。GET /v1/accounts/{account}/success-definitions で確かめてください。"
        );

    public static Error BeforeAgreed(DateOnly day, DateOnly agreedOn) =>
        Field(
            "journey.success.before-agreed",
            "/on",
            $"{day:yyyy-MM-dd} lies before {agreedOn:yyyy-MM-dd}, when this version was agreed. "
                + "Give a day on which it was in force, or name another version.",
            $"{day:yyyy-MM-dd} は、この版に合意した {agreedOn:yyyy-MM-dd} より前です。合意後の日付にするか、別の版を指定してください。"
        );

    public static Error PhaseInUse(string phase) =>
        new(
            ErrorKind.Conflict,
            "journey.phase.in-use",
            $"Accounts have been in '{phase}', so it stays in the set. Rename its titles instead.",
            $"「{phase}」を経た顧客がいるため削除できません。名称を変更してください。"
        );

    public static Error WordTwice(string word) =>
        Field(
            "journey.phase.word-twice",
            "/phases",
            $"'{word}' names two phases. Let every code and other name mean one phase only.",
            $"「{word}」が2つのフェーズを指しています。コードと別名は1つのフェーズだけを指すようにしてください。"
        );

    public static Error NotYet(DateOnly day, DateOnly today, string pointer) =>
        Field(
            "journey.day.not-yet",
            pointer,
            $"{day:yyyy-MM-dd} lies after today, {today:yyyy-MM-dd}. Record it when it has happened.",
            $"{day:yyyy-MM-dd} は今日({today:yyyy-MM-dd})より後です。実際に起きてから登録してください。"
        );

    public static Error TierTwice(int tier) =>
        Field(
            "journey.tier.twice",
            "/tiers",
            $"Tier {tier} is given twice. Give each of the tiers 1 to 4 once.",
            $"ティア{tier}が重複しています。ティア1から4を1回ずつ指定してください。"
        );

    public static Error TiersOutOfOrder { get; } =
        Field(
            "journey.tier.out-of-order",
            "/tiers",
            "A higher tier must begin at more seats than the next lower one, and tier 4 at 0.",
            "上位のティアほど席数の下限を大きくし、ティア4の下限は0にしてください。"
        );

    public static Error NotYourWork(Guid? person) =>
        Field(
            "journey.work.not-yours",
            "/personId",
            $"Work for no account is one's own or that of one's team's members; {person} is neither. "
                + "Name yourself or somebody whom you lead, or name the account.",
            $"顧客のない仕事は本人か、本人のチームリーダーだけが登録できます。{person} はどちらでもありません。自分か自分のチームの人を指定するか、顧客を指定してください。"
        );

    public static Error NoSuchGoal(Guid goal, Guid? account) =>
        Field(
            "journey.goal.unknown",
            "/goalId",
            account is null
                ? "Work for no account serves no customer's goal. Name the account, or leave the goal out."
                : $"Account {account} has no success definition {goal}. "
                    + $"GET /v1/accounts/{account}/success-definitions lists those it has.",
            account is null
                ? "顧客のない仕事には目的を指定できません。顧客を指定するか、目的を省いてください。"
                : $"顧客 {account} に成功の定義 {goal} はありません。GET /v1/accounts/{account}/success-definitions で確かめてください。"
        );

    /// <summary>A refusal of one field.</summary>
    public static Error Field(string code, string pointer, string en, string ja) =>
        new(ErrorKind.Invalid, code, en, ja) { Fields = [new FieldFault(pointer, en, ja)] };
}
