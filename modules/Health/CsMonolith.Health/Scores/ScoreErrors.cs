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
}
