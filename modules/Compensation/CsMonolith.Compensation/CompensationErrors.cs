namespace CsMonolith.Compensation;

/// <summary>Every refusal of Compensation.</summary>
internal static class CompensationErrors
{
    public static Error NobodyOwnsAccounts { get; } =
        new(
            ErrorKind.Conflict,
            "compensation.statement.no-book",
            "No member of the plan owned an account with MRR at the end of the window's first month, so there is nothing to retain. Check the owners and the window.",
            "期間の起点となる月末に、MRRのある顧客を担当していたメンバーがいません。担当者と期間を確かめてください。"
        );

    public static Error NoSuchPlan(Guid id) => PlatformErrors.NotFound("pay-plan", id);

    public static Error NoSuchStatement(Guid id) => PlatformErrors.NotFound("pay-statement", id);

    public static Error PersonTwice(int index, Guid person) =>
        PlatformErrors.Invalid(
            new FieldFault(
                $"/members/{index}/personId",
                $"{person} is a member twice. Name each person once.",
                $"{person} が2回指定されています。1人1回だけ指定してください。"
            )
        );

    public static Error UnknownPerson(int index, Guid person) =>
        PlatformErrors.Invalid(
            new FieldFault(
                $"/members/{index}/personId",
                $"There is no person {person}. Choose one of the people of the company.",
                $"担当者 {person} が見つかりません。登録済みの人を指定してください。"
            )
        );

    public static Error OtherCurrency(int index, string given, string first) =>
        PlatformErrors.Invalid(
            new FieldFault(
                $"/members/{index}/target/currency",
                $"{given} differs from {first}, the currency of the first member. A plan pays in one currency.",
                $"{given} は最初のメンバーの通貨 {first} と異なります。1つのプランでは1つの通貨を使ってください。"
            )
        );

    public static Error CurveNotRising(int index) =>
        PlatformErrors.Invalid(
            new FieldFault(
                $"/curve/{index}",
                "Each point needs a higher retention than the one before, and a factor that is not lower.",
                "各点の継続率は前の点より高く、係数は前の点以上にしてください。"
            )
        );

    public static Error RetentionAboveOne(int index, string grr) =>
        PlatformErrors.Invalid(
            new FieldFault(
                $"/curve/{index}/grr",
                $"{grr} is above 1; gross retention never is. Write 0.97 for 97 %.",
                $"{grr} は1を超えています。売上継続率(GRR)は1以下です。97%は 0.97 と書いてください。"
            )
        );

    public static Error WindowBackwards(Month start, Month end) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/end",
                $"The window ends in {end}, which is not after {start}. "
                    + "The start is the month whose end opens the window.",
                $"期間の終わり {end} が起点 {start} より後ではありません。起点の月末から始まる期間を指定してください。"
            )
        );

    public static Error WindowTooLong(int months) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/end",
                $"The window holds more than {months} months. Choose a shorter one.",
                $"期間が{months}か月を超えています。短くしてください。"
            )
        );

    public static Error MonthOpen(Month month) =>
        new(
            ErrorKind.Conflict,
            "compensation.statement.month-open",
            $"{month} is not closed yet. Pay rests on closed months only: close it first.",
            $"{month} がまだ締められていません。報酬は締めた月だけから計算します。先に締めてください。"
        );

    public static Error PaidAlready(string plan, int edition, Month start, Month end) =>
        new(
            ErrorKind.Conflict,
            "compensation.statement.overlap",
            $"Edition {edition} of '{plan}' has statements from {start} to {end}, which overlap this window. "
                + "Issued statements never change; choose a window after them.",
            $"「{plan}」第{edition}版の明細({start}から{end})と期間が重なっています。発行済みの明細は変わりません。その後の期間を指定してください。"
        );

    public static Error MixedCurrencies(string one, string other) =>
        new(
            ErrorKind.Conflict,
            "compensation.statement.mixed-currencies",
            $"The accounts of the group are in {one} and {other}. "
                + "Amounts in several currencies do not add up without a rate; make one plan for each.",
            $"グループの顧客に {one} と {other} が混在しています。為替レートなしでは合算できません。通貨ごとにプランを分けてください。"
        );
}
