using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>The lines that a person's acts on a renewal leave on the account's timeline.</summary>
internal static class RenewalLine
{
    /// <summary>The talks went on, or back.</summary>
    public const string Moved = "renewal-moved";

    /// <summary>It was renewed or lost.</summary>
    public const string Settled = "renewal-settled";

    /// <summary>An outcome was taken back.</summary>
    public const string Reopened = "renewal-reopened";

    public static SomethingHappened Of(Renewal renewal, DateOnly on) =>
        renewal.SettledOn is null
            ? Line(
                renewal,
                on,
                Moved,
                $"the talks are at '{Stage(renewal).En}'",
                $"交渉が「{Stage(renewal).Ja}」になりました"
            )
        : renewal.RenewedMinor > 0
            ? Line(
                renewal,
                on,
                Settled,
                $"renewed for {new Money(renewal.RenewedMinor.Value, renewal.Currency)} a month",
                $"月額{new Money(renewal.RenewedMinor.Value, renewal.Currency)}で更新されました"
            )
        : Line(renewal, on, Settled, "not renewed", "更新されませんでした");

    public static SomethingHappened OfReopening(Renewal renewal, DateOnly on) =>
        Line(renewal, on, Reopened, "its outcome was taken back", "結果が取り消されました");

    // The version makes each act a line of its own.
    private static SomethingHappened Line(Renewal renewal, DateOnly on, string kind, string en, string ja) =>
        new(
            renewal.AccountId,
            on,
            kind,
            $"{renewal.Id}-{renewal.Version}",
            $"Renewal due {renewal.DueOn:yyyy-MM-dd}: {en}",
            $"{renewal.DueOn:yyyy-MM-dd}が期限の更新: {ja}"
        );

    private static (string En, string Ja) Stage(Renewal renewal) =>
        renewal.Stage switch
        {
            RenewalStage.Contacted => ("contacted", "連絡済み"),
            RenewalStage.Proposed => ("proposed", "提案済み"),
            RenewalStage.Agreed => ("agreed", "合意済み"),
            _ => ("open", "未着手"),
        };
}
