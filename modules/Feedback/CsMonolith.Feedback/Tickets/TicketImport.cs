using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Feedback.Tickets;

/// <summary>Loads files of a help desk. A ticket that is stored already takes over what is new in the file.</summary>
internal sealed class TicketImport(FeedbackDb db, KnownAccounts accounts) : ImportKind
{
    private const int LongestExternalId = 100;

    public override string Name => "tickets";

    public override string TitleEn => "Support tickets";

    public override string TitleJa => "問い合わせ";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(
            "ticketId",
            ColumnType.Text,
            Required: true,
            "Ticket number",
            "問い合わせ番号",
            "ticket_id",
            "チケット番号",
            "受付番号"
        ),
        new("accountId", ColumnType.Text, Required: true, "Account number", "顧客番号", "account_id", "顧客コード"),
        new(
            "openedAt",
            ColumnType.Instant,
            Required: true,
            "Opened at",
            "受付日時",
            "submitted_at",
            "opened_at",
            "受付日"
        ),
        new(
            "closedAt",
            ColumnType.Instant,
            Required: false,
            "Closed at",
            "完了日時",
            "closed_at",
            "resolved_at",
            "完了日"
        ),
        new("priority", ColumnType.Text, Required: true, "Priority", "優先度", "priority"),
        new(
            "firstResponseMinutes",
            ColumnType.Integer,
            Required: false,
            "Minutes to first response",
            "初回応答までの分数",
            "first_response_time_minutes",
            "初回応答時間"
        ),
        new(
            "satisfaction",
            ColumnType.Decimal,
            Required: false,
            "Satisfaction, 1 to 5",
            "満足度",
            "satisfaction_score",
            "満足度(5段階)"
        ),
        new(
            "escalated",
            ColumnType.Flag,
            Required: false,
            "Escalated",
            "エスカレーション",
            "escalation_flag",
            "escalated"
        ),
        new("channel", ColumnType.Text, Required: false, "Channel", "受付経路", "channel", "チャネル"),
        new("subject", ColumnType.Text, Required: false, "Subject", "件名", "subject", "title"),
    ];

    public override IReadOnlyList<string> Writes { get; } = [nameof(RecordTicket)];

    public override ModuleDb Db => db;

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var homes = await accounts.Named(rows, "accountId", cancellation);
        var starts = await accounts.Starts([.. homes.Values.Distinct()], cancellation);
        var names = rows.Select(row => row.Text("ticketId")).Distinct().ToList();
        var stored = await db.Set<Ticket>()
            .Where(ticket => names.Contains(ticket.ExternalId))
            .ToDictionaryAsync(ticket => ticket.ExternalId!, cancellation);
        return [.. rows.Select(row => Take(row, homes, starts, stored))];
    }

    private RowOutcome Take(
        ImportRow row,
        IReadOnlyDictionary<string, Guid> homes,
        IReadOnlyDictionary<Guid, DateOnly?> starts,
        Dictionary<string, Ticket> stored
    )
    {
        if (!homes.TryGetValue(row.Text("accountId")!, out var account))
        {
            return KnownAccounts.Unattached("accountId", row.Text("accountId")!);
        }

        if (Unreadable(row) is { } refusal)
        {
            return refusal;
        }

        var externalId = row.Text("ticketId")!;
        var openedAt = row.Instant("openedAt")!.Value;
        var openedOn = db.Clock.DayOf(openedAt);
        var facts = new TicketFacts(
            PriorityOf(row.Text("priority")!)!.Value,
            row.Instant("closedAt"),
            (int?)row.Integer("firstResponseMinutes"),
            (int?)row.Decimal("satisfaction"),
            row.Flag("escalated") ?? stored.GetValueOrDefault(externalId)?.Escalated ?? false,
            row.Text("channel"),
            row.Text("subject")
        );
        if (stored.TryGetValue(externalId, out var known))
        {
            if (known.AccountId != account || known.OpenedAt != openedAt)
            {
                return RowOutcome.Refused(
                    "ticketId",
                    $"Ticket '{externalId}' is stored with another account or opening. "
                        + "Give this one a number of its own.",
                    $"問い合わせ「{externalId}」は別の顧客または受付日時で登録済みです。別の番号を付けてください。"
                );
            }

            return known.Learn(facts, db.KnownFrom, db.Clock.Now) ? RowOutcome.Updated : RowOutcome.Skipped;
        }

        var ticket = Ticket.Open(
            account,
            externalId,
            openedAt,
            openedOn,
            db.Import.IsHistory,
            facts,
            db.KnownFrom,
            db.Clock.Now
        );
        db.Set<Ticket>().Add(ticket);
        stored.Add(externalId, ticket);
        return Remark(ticket, starts.GetValueOrDefault(account));
    }

    private RowOutcome Remark(Ticket ticket, DateOnly? start)
    {
        if (ticket.OpenedOn < start)
        {
            return RowOutcome.Created.Flagged(
                "openedAt",
                $"The ticket was opened on {ticket.OpenedOn:yyyy-MM-dd}, before the account began on {start:yyyy-MM-dd}. Check either date.",
                $"受付日({ticket.OpenedOn:yyyy-MM-dd})が顧客の利用開始日({start:yyyy-MM-dd})より前です。どちらかの日付を確かめてください。"
            );
        }

        if (ticket.ClosedAt < ticket.OpenedAt)
        {
            return RowOutcome.Created.Flagged(
                "closedAt",
                "The ticket was closed before it was opened. Check either date.",
                "完了日時が受付日時より前です。どちらかの日時を確かめてください。"
            );
        }

        return ticket.OpenedOn > db.Clock.Today
            ? RowOutcome.Created.Flagged(
                "openedAt",
                $"{ticket.OpenedOn:yyyy-MM-dd} lies in the future; the ticket counts from then on.",
                $"受付日({ticket.OpenedOn:yyyy-MM-dd})が未来です。その日から数えます。"
            )
            : RowOutcome.Created;
    }

    private static RowOutcome? Unreadable(ImportRow row)
    {
        if (row.Text("ticketId")!.Length > LongestExternalId)
        {
            return RowOutcome.Refused(
                "ticketId",
                $"A ticket number has at most {LongestExternalId} characters.",
                $"問い合わせ番号は{LongestExternalId}文字までです。"
            );
        }

        if (PriorityOf(row.Text("priority")!) is null)
        {
            return RowOutcome.Refused(
                "priority",
                $"'{row.Text("priority")}' is no priority. Use low, medium, high or urgent.",
                $"「{row.Text("priority")}」は優先度ではありません。低・中・高・緊急のいずれかにしてください。"
            );
        }

        if (row.Integer("firstResponseMinutes") is < 0 or > 1_000_000)
        {
            return RowOutcome.Refused(
                "firstResponseMinutes",
                "Minutes run from 0 to 1,000,000.",
                "分数は0から1,000,000までです。"
            );
        }

        if (row.Decimal("satisfaction") is { } rating && (rating is < 1 or > 5 || rating != decimal.Truncate(rating)))
        {
            return RowOutcome.Refused(
                "satisfaction",
                $"'{rating}' is not a whole number from 1 to 5. Convert the scale, or leave the cell empty.",
                $"「{rating}」は1から5の整数ではありません。5段階に換算するか、空欄にしてください。"
            );
        }

        return row.Text("channel")?.Length > 50
                ? RowOutcome.Refused("channel", "A channel has at most 50 characters.", "受付経路は50文字までです。")
            : row.Text("subject")?.Length > 500
                ? RowOutcome.Refused("subject", "A subject has at most 500 characters.", "件名は500文字までです。")
            : null;
    }

    private static TicketPriority? PriorityOf(string text) =>
        text.ToLowerInvariant() switch
        {
            "low" or "低" or "低い" => TicketPriority.Low,
            "medium" or "normal" or "中" or "普通" => TicketPriority.Medium,
            "high" or "高" or "高い" => TicketPriority.High,
            "urgent" or "critical" or "緊急" or "至急" => TicketPriority.Urgent,
            _ => null,
        };
}
