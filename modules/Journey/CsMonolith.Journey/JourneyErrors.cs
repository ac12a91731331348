namespace CsMonolith.Journey;

/// <summary>Every refusal of Journey.</summary>
internal static class JourneyErrors
{
    /// <summary>Refuses a change of one's own roles.</summary>
    public static Error OwnRoles { get; } =
        new(
            ErrorKind.Conflict,
            "journey.person.own-roles",
            "Nobody changes their own roles. Ask another administrator.",
            "自分の役割は変更できません。ほかの管理者に依頼してください。"
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

    public static Error NoSuchPhase(string phase, IEnumerable<string> known) =>
        Field(
            "journey.phase.unknown",
            "/phase",
            $"'{phase}' is not a phase. There are {string.Join(", ", known)}.",
            $"「{phase}」というフェーズはありません。使えるフェーズ: {string.Join("、", known)}。"
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

    private static Error Field(string code, string pointer, string en, string ja) =>
        new(ErrorKind.Invalid, code, en, ja) { Fields = [new FieldFault(pointer, en, ja)] };
}
