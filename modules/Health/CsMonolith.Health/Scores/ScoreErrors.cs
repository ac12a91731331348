namespace CsMonolith.Health.Scores;

/// <summary>What Health refuses about scores.</summary>
internal static class ScoreErrors
{
    public static Error NoScore(Guid account) =>
        new(
            ErrorKind.NotFound,
            "health.score.not-found",
            $"There is no score of account {account} that you may see.",
            $"顧客 {account} の表示できる解約確率はありません。"
        );

    public static Error NoScoreBy(DateOnly day, DateOnly? first) =>
        new(
            ErrorKind.Conflict,
            "health.score.none-by",
            first is { } known
                ? $"The account has no score on facts up to {day:yyyy-MM-dd}; its first is of {known:yyyy-MM-dd}. "
                    + "Ask from that day on."
                : "The account has not been scored yet. Build snapshots and start a scoring (POST /v1/scorings).",
            first is { } earliest
                ? $"{day:yyyy-MM-dd}までの事実による解約確率がありません。最初は{earliest:yyyy-MM-dd}です。それ以降の日付を指定してください。"
                : "この顧客の解約確率はまだ計算されていません。スナップショットを作成し、POST /v1/scorings で計算してください。"
        );

    public static Error ModelGone(string version) =>
        new(
            ErrorKind.Conflict,
            "health.score.model-gone",
            $"Model {version} is not kept any more, so what it saw cannot be told. Choose days on which another "
                + "one scored.",
            $"モデル {version} は保存されていないため、内訳を示せません。別のモデルで計算した日を指定してください。"
        );

    public static Error SnapshotGone(Guid account, DateOnly asOf) =>
        new(
            ErrorKind.Conflict,
            "health.score.snapshot-gone",
            $"The snapshot of {asOf:yyyy-MM-dd} of account {account} is not kept any more, so the facts behind its "
                + "score cannot be told. Choose another day, or load the snapshots again.",
            $"顧客 {account} の{asOf:yyyy-MM-dd}のスナップショットは保存されていないため、内訳を示せません。"
                + "別の日を指定するか、スナップショットを取り込み直してください。"
        );

    public static Error ModelsApart(string before, string after, string feature) =>
        new(
            ErrorKind.Conflict,
            "health.score.models-apart",
            $"Models {before} and {after} cannot be compared: to one '{feature}' is a number, to the other a text. "
                + "Choose days on which one model scored.",
            $"モデル {before} と {after} では「{feature}」の種類(数値か文字か)が異なるため比較できません。同じモデルで計算した日を指定してください。"
        );
}
