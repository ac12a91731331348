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

    public static Error OwnStatement { get; } =
        new(
            ErrorKind.Forbidden,
            "compensation.statement.own",
            "This statement pays you, so somebody else of finance decides about it. You may object to it "
                + "(ObjectToPayStatement).",
            "この明細はあなたへの支払いなので、経理のほかの人が扱います。異議は申し立てられます(ObjectToPayStatement)。"
        );

    public static Error IssuedByYourself { get; } =
        new(
            ErrorKind.Forbidden,
            "compensation.statement.issued-by-yourself",
            "You issued this statement, so another person of finance corrects it or answers for it. Where nobody else holds "
                + "finance, the owner may relax the rule (SetTwoPersonRule).",
            "この明細はあなたが発行したため、訂正や異議への回答は経理のほかの人が行います。経理がほかにいない場合は、所有者が2人体制の規則を緩和できます(SetTwoPersonRule)。"
        );

    public static Error ObjectionOpen { get; } =
        new(
            ErrorKind.Conflict,
            "compensation.objection.open",
            "Your last objection to this statement has not been answered yet. Wait for the answer of finance.",
            "この明細への前回の異議がまだ回答されていません。経理の回答をお待ちください。"
        );

    public static Error NoSuchObjection(Guid id) => PlatformErrors.NotFound("pay-objection", id);

    public static Error ObjectionAnswered(DateTime at) =>
        new(
            ErrorKind.Conflict,
            "compensation.objection.answered",
            $"This objection was answered on {at:yyyy-MM-dd}. The person may object again.",
            $"この異議は {at:yyyy-MM-dd} に回答済みです。本人はもう一度異議を申し立てられます。"
        );

    public static Error NotTheStatementsCurrency(string given, string currency) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/payout/currency",
                $"{given} is not {currency}, in which the statement pays. Give the amount in {currency}.",
                $"{given} は明細の通貨 {currency} と異なります。{currency} で指定してください。"
            )
        );

    public static Error NothingToCorrect(Money payout) =>
        new(
            ErrorKind.Conflict,
            "compensation.statement.nothing-to-correct",
            $"{payout} is what is due already. Give the amount that is right.",
            $"{payout} はすでに支払うことになっている額です。正しい額を指定してください。"
        );

    public static Error ApprovedAlready(string plan, int edition, DateTime at) =>
        new(
            ErrorKind.Conflict,
            "compensation.plan.approved",
            $"Edition {edition} of '{plan}' was approved on {at:yyyy-MM-dd}. Draft the next edition to change it.",
            $"「{plan}」第{edition}版は {at:yyyy-MM-dd} に承認済みです。変更するには次の版を作成してください。"
        );

    public static Error NotApproved(string plan, int edition) =>
        new(
            ErrorKind.Conflict,
            "compensation.plan.not-approved",
            $"Edition {edition} of '{plan}' has not been approved, so nobody is paid by it. Ask finance to approve it "
                + "(ApprovePayPlan).",
            $"「{plan}」第{edition}版は未承認のため、支給に使えません。経理に承認(ApprovePayPlan)を依頼してください。"
        );

    public static Error OwnPlan(string plan) =>
        new(
            ErrorKind.Forbidden,
            "compensation.plan.own",
            $"'{plan}' pays you, so somebody whom it does not pay approves it and issues its statements.",
            $"「{plan}」はあなたにも支給するプランなので、承認と明細の発行は支給対象でない人が行います。"
        );

    public static Error DraftedByYourself(string plan) =>
        new(
            ErrorKind.Forbidden,
            "compensation.plan.drafted-by-yourself",
            $"You drafted '{plan}', so another person of finance approves it. Where nobody else holds finance, the owner may "
                + "relax the rule (SetTwoPersonRule).",
            $"「{plan}」はあなたが作成したため、経理のほかの人が承認します。経理がほかにいない場合は、所有者が2人体制の規則を緩和できます(SetTwoPersonRule)。"
        );

    public static Error NobodyElse(string plan) =>
        new(
            ErrorKind.Forbidden,
            "compensation.statement.nobody-else",
            $"You drafted and approved '{plan}', so another person of CS operations issues its statements. Where nobody else "
                + "holds finance, the owner may relax the rule (SetTwoPersonRule).",
            $"「{plan}」はあなたが作成し承認したため、CSオペレーションのほかの人が明細を発行します。経理がほかにいない場合は、所有者が2人体制の規則を緩和できます(SetTwoPersonRule)。"
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

    public static Error RetentionAboveOne(int index, decimal grr) =>
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
