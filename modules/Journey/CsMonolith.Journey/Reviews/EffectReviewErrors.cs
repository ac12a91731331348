namespace CsMonolith.Journey.Reviews;

/// <summary>Every refusal about effect reviews and the preparation of business reviews.</summary>
internal static class EffectReviewErrors
{
    public static Error NotPlanned(EffectReviewState state, DateOnly? heldOn) =>
        state == EffectReviewState.Held
            ? new(
                ErrorKind.Conflict,
                "journey.effect-review.held",
                $"The review was held on {heldOn:yyyy-MM-dd}. Void it with a reason if that is wrong; it is then due again.",
                $"この効果測定は {heldOn:yyyy-MM-dd} に実施済みです。誤りなら理由を付けて取り消してください。取り消すと再び期日どおりに必要になります。"
            )
            : new(
                ErrorKind.Conflict,
                "journey.effect-review.voided",
                "The review was voided. Plan another one.",
                "この効果測定は取り消されています。新しく予定してください。"
            );

    public static Error NoGoal(Guid account, DateOnly day) =>
        new(
            ErrorKind.Conflict,
            "journey.effect-review.no-goal",
            $"On {day:yyyy-MM-dd} no success definition was in force, so there is no target to compare with. Agree on one "
                + $"first: POST /v1/accounts/{account}/success-definitions.",
            $"{day:yyyy-MM-dd} 時点で有効な成功の定義がなく、比べる目標がありません。先に POST /v1/accounts/{account}/success-definitions で登録してください。"
        );

    public static Error GoalNotInForce(Guid goal, DateOnly day) =>
        JourneyErrors.Field(
            "journey.effect-review.goal-not-in-force",
            "/goals",
            $"{goal} is not the success definition in force on {day:yyyy-MM-dd}. Give that one, once.",
            $"{goal} は {day:yyyy-MM-dd} 時点で有効な成功の定義ではありません。有効なものを1回だけ指定してください。"
        );

    public static Error NothingSaid(string metric) =>
        JourneyErrors.Field(
            "journey.effect-review.no-actual",
            "/goals",
            $"'{metric}' has neither a measurement nor an actual. Give its actual, or say in whyNone why there is none.",
            $"「{metric}」には測定値も実績もありません。actual に実績を、測れない場合は whyNone に理由を指定してください。"
        );

    public static Error MeasuredAlready(string metric, double value, DateOnly on) =>
        JourneyErrors.Field(
            "journey.effect-review.measured",
            "/goals",
            $"'{metric}' was measured: {value:0.##} on {on:yyyy-MM-dd}. Leave actual and whyNone out, or record a newer "
                + "measurement first (RecordAttainment): a figure has one source.",
            $"「{metric}」には {on:yyyy-MM-dd} の測定値 {value:0.##} があります。actual と whyNone を省くか、先に新しい測定を登録してください(RecordAttainment)。実績の出所は1つです。"
        );

    public static Error BelowTargetWithout(string field, string metric) =>
        JourneyErrors.Field(
            "journey.effect-review.target-missed",
            $"/{field}",
            $"'{metric}' does not meet its target. Give {field} too: a target that is missed has a cause, a countermeasure "
                + "and a day of the next check.",
            $"「{metric}」は目標に届いていません。{Ja(field)}も指定してください。未達の場合は原因・対策・次回確認日が必要です。"
        );

    public static Error UnmeasuredWithoutNext(string metric) =>
        JourneyErrors.Field(
            "journey.effect-review.no-next-check",
            "/nextCheckOn",
            $"'{metric}' could not be measured. Give nextCheckOn, the day on which it will be.",
            $"「{metric}」を測れなかったため、次に測る日を nextCheckOn に指定してください。"
        );

    public static Error NextNotAfter(DateOnly next, DateOnly held) =>
        JourneyErrors.Field(
            "journey.effect-review.next-not-after",
            "/nextCheckOn",
            $"{next:yyyy-MM-dd} does not lie after {held:yyyy-MM-dd}, the day of the review. Give a later day.",
            $"次回確認日 {next:yyyy-MM-dd} が測定日 {held:yyyy-MM-dd} より後ではありません。後の日付を指定してください。"
        );

    public static Error TaskDueBefore(DateOnly due, DateOnly held) =>
        JourneyErrors.Field(
            "journey.effect-review.task-due-before",
            "/task/dueOn",
            $"{due:yyyy-MM-dd} lies before {held:yyyy-MM-dd}, the day of the review. Give that day or a later one.",
            $"タスクの期日 {due:yyyy-MM-dd} が測定日 {held:yyyy-MM-dd} より前です。その日以降を指定してください。"
        );

    public static Error DayTaken(DateOnly day) =>
        new(
            ErrorKind.Conflict,
            "journey.effect-review.day-taken",
            $"A review of this account is planned for {day:yyyy-MM-dd} already. Use that one, or another day.",
            $"この顧客にはすでに {day:yyyy-MM-dd} の効果測定の予定があります。それを使うか、別の日を指定してください。"
        );

    public static Error PeriodBackwards(DateOnly from, DateOnly to) =>
        JourneyErrors.Field(
            "journey.review-preparation.period-backwards",
            "/to",
            $"The period ends on {to:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}. Swap the days.",
            $"期間の終わり {to:yyyy-MM-dd} が始まり {from:yyyy-MM-dd} より前です。日付を入れ替えてください。"
        );

    public static Error OthersMinutes { get; } =
        JourneyErrors.Field(
            "journey.review-preparation.not-yours",
            "/personId",
            "One records one's own minutes; a leader or CS operations also those of others. Leave personId out, or ask them.",
            "登録できるのは自分の時間だけです(リーダーとCS Opsは他の人の分も登録できます)。personId を省くか、リーダーかCS Opsに依頼してください。"
        );

    public static Error DayFull(DateOnly on, int before, int most) =>
        JourneyErrors.Field(
            "journey.review-preparation.day-full",
            "/minutes",
            $"{before} minutes of preparation are recorded of that person for {on:yyyy-MM-dd} already, and a day has {most}. "
                + "Give fewer minutes, or the day of the work.",
            $"{on:yyyy-MM-dd} にはその人の準備がすでに{before}分登録されており、合計が1日({most}分)を超えます。分数か日付を直してください。"
        );

    public static Error DaysTwice(int days) =>
        JourneyErrors.Field(
            "journey.effect-review.days-twice",
            "/daysAfterFirstValue",
            $"{days} days are given twice. Give each number once.",
            $"{days}日が重複しています。1回ずつ指定してください。"
        );

    private static string Ja(string field) =>
        field switch
        {
            "cause" => "原因",
            "countermeasure" => "対策",
            _ => "次回確認日",
        };
}
