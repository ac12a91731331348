using CsMonolith.Platform.Imports;

namespace CsMonolith.Revenue.Subscriptions.MovementImports;

/// <summary>A row of a file of movements, read.</summary>
internal sealed record ReadMovement(
    string ExternalId,
    Guid AccountId,
    DateOnly On,
    MovementKind Kind,
    string Currency,
    long AmountMinor,
    string Product
);

/// <summary>Reads rows of movements; refuses what cannot be read or attached.</summary>
internal static class MovementRowReader
{
    private const decimal MostMoney = 1_000_000_000_000m;

    private static readonly Dictionary<string, MovementKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["new"] = MovementKind.New,
        ["new_biz"] = MovementKind.New,
        ["新規"] = MovementKind.New,
        ["expansion"] = MovementKind.Expansion,
        ["upgrade"] = MovementKind.Expansion,
        ["拡大"] = MovementKind.Expansion,
        ["増額"] = MovementKind.Expansion,
        ["contraction"] = MovementKind.Contraction,
        ["downgrade"] = MovementKind.Contraction,
        ["縮小"] = MovementKind.Contraction,
        ["減額"] = MovementKind.Contraction,
        ["churn"] = MovementKind.Churn,
        ["cancellation"] = MovementKind.Churn,
        ["解約"] = MovementKind.Churn,
        ["reactivation"] = MovementKind.Reactivation,
        ["復活"] = MovementKind.Reactivation,
        ["再開"] = MovementKind.Reactivation,
    };

    /// <summary>Reads one row. A size below zero is taken as its amount: some systems write losses so.</summary>
    /// <returns>The row, or why it is refused.</returns>
    public static (ReadMovement? Row, RowOutcome? Refusal) Read(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> accounts,
        string defaultCurrency
    )
    {
        if (row.Text("externalId") is not { Length: > 0 and <= 80 } externalId)
        {
            return Refuse(
                "externalId",
                "The movement needs an id of 1 to 80 characters. Fill it in.",
                "増減番号(1〜80文字)が必要です。入力してください。"
            );
        }

        var account = row.Text("accountExternalId") ?? "";
        if (!accounts.TryGetValue(account, out var accountId))
        {
            return Refuse(
                "accountExternalId",
                $"There is no account '{account}'. Import the accounts first, or correct the id.",
                $"顧客「{account}」が見つかりません。先に顧客を取り込むか、顧客番号を直してください。"
            );
        }

        if (row.Day("on") is not { } on)
        {
            return Refuse(
                "on",
                "The movement needs a date such as 2026-04-01. Fill it in.",
                "日付(例 2026-04-01)が必要です。入力してください。"
            );
        }

        if (!Kinds.TryGetValue(row.Text("kind") ?? "", out var kind))
        {
            return Refuse(
                "kind",
                $"'{row.Text("kind")}' is no kind of movement. Use new, expansion, contraction, churn or reactivation.",
                $"「{row.Text("kind")}」は増減の種類として読めません。新規・拡大・縮小・解約・復活のいずれかにしてください。"
            );
        }

        var currency = row.Text("currency")?.ToUpperInvariant() is { Length: > 0 } given ? given : defaultCurrency;
        if (!Money.Currencies.ContainsKey(currency))
        {
            var (en, ja) = Iso4217.Unknown(currency);
            return Refuse("currency", en, ja);
        }

        if (
            row.Decimal("amount") is not { } amount
            || Math.Abs(amount) > MostMoney
            || Money.Round(Math.Abs(amount), currency) is not { Minor: > 0 } size
            || size.Major != Math.Abs(amount)
        )
        {
            return Refuse(
                "amount",
                $"The size of a movement is a number other than zero with no more decimals than {currency} "
                    + "has. Correct it.",
                $"増減額は0以外で、{currency}の小数桁以内の数です。直してください。"
            );
        }

        var product = row.Text("product") is { Length: > 0 } sold ? sold : "-";
        return product.Length > 100
            ? Refuse(
                "product",
                "The product's name is longer than 100 characters. Shorten it.",
                "商品名が100文字を超えています。短くしてください。"
            )
            : (new ReadMovement(externalId, accountId, on, kind, currency, size.Minor, product), null);
    }

    private static (ReadMovement? Row, RowOutcome? Refusal) Refuse(string column, string en, string ja) =>
        (null, RowOutcome.Refused(column, en, ja));
}
