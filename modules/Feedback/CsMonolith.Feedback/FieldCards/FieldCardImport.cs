using System.Security.Cryptography;
using System.Text;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Feedback.FieldCards;

/// <summary>
/// Loads field cards from a spreadsheet. A card without a number is identified by its account, day, polarity and event.
/// </summary>
internal sealed class FieldCardImport(FeedbackDb db, KnownAccounts accounts, IMediator mediator, RequestContext context)
    : ImportKind
{
    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        ["cardId"] = 80,
        ["event"] = 2000,
        ["suspectedProblem"] = 2000,
        ["department"] = 100,
        ["request"] = 2000,
        ["expectedPrevention"] = 2000,
        ["outcome"] = 2000,
    };

    public override string Name => "field-cards";

    public override string TitleEn => "Field cards";

    public override string TitleJa => "気づきカード";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("cardId", ColumnType.Text, Required: false, "Card number", "カード番号", "card_id", "管理番号"),
        new("accountId", ColumnType.Text, Required: true, "Account number", "顧客番号", "account_id", "顧客コード"),
        new("occurredOn", ColumnType.Day, Required: true, "When", "いつ", "occurred_on", "発生日"),
        new(
            "polarity",
            ColumnType.Text,
            Required: false,
            "Trouble (default) or success",
            "種別(空欄は困りごと)",
            "polarity",
            "種別"
        ),
        new("event", ColumnType.Text, Required: true, "What happened", "何が起きた", "event", "事象", "何が起きたか"),
        new(
            "suspectedProblem",
            ColumnType.Text,
            Required: true,
            "Suspected problem",
            "何が問題",
            "suspected_problem",
            "問題",
            "何が問題か"
        ),
        new(
            "department",
            ColumnType.Text,
            Required: true,
            "Department",
            "どの部門に",
            "department",
            "部門",
            "依頼先部門"
        ),
        new("request", ColumnType.Text, Required: true, "Request", "何を頼む", "request", "依頼", "依頼内容"),
        new(
            "expectedPrevention",
            ColumnType.Text,
            Required: true,
            "What it prevents",
            "何が防げる",
            "expected_prevention",
            "防げること"
        ),
        new("closedOn", ColumnType.Day, Required: false, "Closed on", "完了日", "closed_on"),
        new("outcome", ColumnType.Text, Required: false, "What came of it", "結果", "result"),
    ];

    public override IReadOnlyList<string> Identity { get; } = ["cardId"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(WriteFieldCard)];

    public override ModuleDb Db => db;

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var homes = await accounts.Named(rows, "accountId", cancellation);
        var days = rows.Where(row => homes.ContainsKey(row.Text("accountId")!))
            .Select(row => DayOf(row, homes))
            .Distinct()
            .ToList();
        var phases = await mediator.Send(new PhasesOn(days), cancellation);
        var names = rows.Select(NumberOf).Distinct().ToList();
        var stored = await db.Set<FieldCard>()
            .Where(card => names.Contains(card.ExternalId!))
            .ToDictionaryAsync(card => card.ExternalId!, cancellation);
        return [.. rows.Select(row => Take(row, homes, phases, stored))];
    }

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> homes,
        IReadOnlyDictionary<AccountDay, string> phases,
        Dictionary<string, FieldCard> stored
    )
    {
        if (!homes.TryGetValue(row.Text("accountId")!, out var account))
        {
            return KnownAccounts.Unattached("accountId", row.Text("accountId")!);
        }

        if (Longest.FirstOrDefault(limit => row.Text(limit.Key)?.Length > limit.Value) is { Key: { } column } tooLong)
        {
            return RowOutcome.Refused(
                column,
                $"At most {tooLong.Value} characters are taken here. Shorten the text.",
                $"{tooLong.Value}文字までです。短くしてください。"
            );
        }

        if (PolarityOf(row.Text("polarity")) is not { } polarity)
        {
            return RowOutcome.Refused(
                "polarity",
                $"'{row.Text("polarity")}' is neither trouble nor success.",
                $"「{row.Text("polarity")}」は「困りごと」でも「成功」でもありません。"
            );
        }

        if (row.Day("closedOn") is null != row.Text("outcome") is null || row.Day("closedOn") > db.Clock.Today)
        {
            return RowOutcome.Refused(
                row.Day("closedOn") is null ? "closedOn" : "outcome",
                "A card is closed on a day until today and with what came of it. Fill in both, or leave both empty.",
                "カードの完了には、今日までの完了日と結果の両方が必要です。両方入れるか、両方空にしてください。"
            );
        }

        var day = DayOf(row, homes);
        var content = new FieldCardContent(
            polarity,
            row.Text("event")!,
            day.Day,
            row.Text("suspectedProblem")!,
            row.Text("department")!,
            row.Text("request")!,
            row.Text("expectedPrevention")!
        );
        var recordedAt = db.Import.RecordedAt(day.Day, db.Clock);
        var number = NumberOf(row);
        if (stored.TryGetValue(number, out var known))
        {
            if (known.AccountId != account)
            {
                return RowOutcome.Refused(
                    "cardId",
                    $"Card '{number}' is stored for another account. Give this one a number of its own.",
                    $"カード「{number}」は別の顧客で登録済みです。別の番号を付けてください。"
                );
            }

            if (row.Day("closedOn") is { } end && known.ClosedOn is not null && known.ClosedOn != end)
            {
                return RowOutcome.Refused(
                    "closedOn",
                    $"Card '{number}' was closed on {known.ClosedOn:yyyy-MM-dd} already. Correct the day, or leave it empty.",
                    $"カード「{number}」は{known.ClosedOn:yyyy-MM-dd}に完了済みです。日付を直すか、空にしてください。"
                );
            }

            var revised = known.Revise(content, phases.GetValueOrDefault(day), recordedAt);
            return Close(known, row) || revised ? RowOutcome.Updated : RowOutcome.Skipped;
        }

        var card = FieldCard.Write(
            account,
            number,
            content,
            phases.GetValueOrDefault(day),
            context.Caller.PersonId,
            recordedAt,
            db.Import.IsHistory
        );
        Close(card, row);
        db.Set<FieldCard>().Add(card);
        stored.Add(number, card);
        return day.Day > db.Clock.Today
            ? RowOutcome.Created.Flagged(
                "occurredOn",
                $"{day.Day:yyyy-MM-dd} lies in the future; the card counts from then on.",
                $"発生日({day.Day:yyyy-MM-dd})が未来です。その日から数えます。"
            )
            : RowOutcome.Created;
    }

    private static bool Close(FieldCard card, ImportRow row)
    {
        if (card.ClosedOn is not null || row.Day("closedOn") is not { } day)
        {
            return false;
        }

        card.Close(day, row.Text("outcome")!);
        return true;
    }

    private static AccountDay DayOf(ImportRow row, IReadOnlyDictionary<string, Guid> homes) =>
        new(homes[row.Text("accountId")!], row.Day("occurredOn")!.Value);

    private static string NumberOf(ImportRow row)
    {
        if (row.Text("cardId") is { } number)
        {
            return number;
        }

        var content = string.Join(
            '\n',
            row.Text("accountId"),
            row.Day("occurredOn")!.Value.ToString("yyyy-MM-dd"),
            PolarityOf(row.Text("polarity")),
            row.Text("event")
        );
        return "content-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32];
    }

    private static Polarity? PolarityOf(string? text) =>
        text?.ToLowerInvariant() switch
        {
            null or "trouble" or "困りごと" or "失敗" or "トラブル" => Polarity.Trouble,
            "success" or "成功" or "うまくいったこと" => Polarity.Success,
            _ => null,
        };
}
