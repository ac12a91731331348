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
            "受付番号",
            "Id",
            "Ticket #",
            "Conversation ID",
            "Case Number",
            "チケットID",
            "会話ID",
            "ケース番号"
        ),
        new(
            "accountId",
            ColumnType.Text,
            Required: true,
            "Account number",
            "顧客番号",
            "account_id",
            "顧客コード",
            "Organization External ID",
            "organization_external_id",
            "Company ID",
            "company_id",
            "Organization ID",
            "organization_id",
            "customer_id",
            "顧客ID",
            "組織の外部ID",
            "組織ID",
            "会社ID",
            "取引先ID"
        ),
        new(
            "openedAt",
            ColumnType.Instant,
            Required: true,
            "Opened at",
            "受付日時",
            "submitted_at",
            "opened_at",
            "受付日",
            "Created at",
            "created_at",
            "Ticket created",
            "Conversation started at",
            "Conversation started at (UTC)",
            "Create date",
            "Date/Time Opened",
            "作成日時",
            "作成日",
            "リクエスト日",
            "会話開始日時",
            "オープン日時"
        ),
        new(
            "closedAt",
            ColumnType.Instant,
            Required: false,
            "Closed at",
            "完了日時",
            "closed_at",
            "resolved_at",
            "完了日",
            "Solved at",
            "solved_at",
            "Last closed at",
            "Last closed at (UTC)",
            "Close date",
            "Date/Time Closed",
            "解決日時",
            "クローズ日時",
            "終了日時"
        ),
        new("priority", ColumnType.Text, Required: false, "Priority", "優先度", "priority"),
        new(
            "firstResponseMinutes",
            ColumnType.Decimal,
            Required: false,
            "Minutes to first response",
            "初回応答までの分数",
            "first_response_time_minutes",
            "初回応答時間",
            "First reply time (min)",
            "First reply time in minutes",
            "初回返信時間(分)"
        ),
        new(
            "satisfaction",
            ColumnType.Text,
            Required: false,
            "Satisfaction, 1 to 5",
            "満足度",
            "satisfaction_score",
            "満足度(5段階)",
            "Satisfaction rating",
            "CSAT rating",
            "Conversation rating",
            "満足度評価"
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
        new(
            "channel",
            ColumnType.Text,
            Required: false,
            "Channel",
            "受付経路",
            "channel",
            "チャネル",
            "Via",
            "Source",
            "Case Origin"
        ),
        new(
            "subject",
            ColumnType.Text,
            Required: false,
            "Subject",
            "件名",
            "subject",
            "title",
            "Ticket name",
            "チケット名"
        ),
    ];

    public override IReadOnlyList<string> Identity { get; } = ["ticketId"];

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

        // Desks count half minutes; what nobody has ranked is of middle priority.
        var externalId = row.Text("ticketId")!;
        var known = stored.GetValueOrDefault(externalId);
        var openedAt = row.Instant("openedAt")!.Value;
        var openedOn = db.Clock.DayOf(openedAt);
        var facts = new TicketFacts(
            row.Text("priority") is { } word ? PriorityOf(word)!.Value : known?.Priority ?? TicketPriority.Medium,
            row.Instant("closedAt"),
            (int?)Minutes(row),
            RatingOf(row.Text("satisfaction")).Rating,
            row.Flag("escalated") ?? known?.Escalated ?? false,
            row.Text("channel"),
            row.Text("subject")
        );
        if (known is not null)
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

        if (row.Text("priority") is { } priority && PriorityOf(priority) is null)
        {
            return RowOutcome.Refused(
                "priority",
                $"'{row.Text("priority")}' is no priority. Use low, medium, high or urgent.",
                $"「{row.Text("priority")}」は優先度ではありません。低・中・高・緊急のいずれかにしてください。"
            );
        }

        if (Minutes(row) is < 0 or > 1_000_000)
        {
            return RowOutcome.Refused(
                "firstResponseMinutes",
                "Minutes run from 0 to 1,000,000.",
                "分数は0から1,000,000までです。"
            );
        }

        if (row.Text("satisfaction") is { } rating && !RatingOf(rating).IsKnown)
        {
            return RowOutcome.Refused(
                "satisfaction",
                $"'{rating}' is not a whole number from 1 to 5. Convert the scale, say what the column's words stand "
                    + "for, or leave the cell empty.",
                $"「{rating}」は1から5の整数ではありません。5段階に換算するか、列の言葉の意味を指定するか、空欄にしてください。"
            );
        }

        return row.Text("channel")?.Length > 50
                ? RowOutcome.Refused("channel", "A channel has at most 50 characters.", "受付経路は50文字までです。")
            : row.Text("subject")?.Length > 500
                ? RowOutcome.Refused("subject", "A subject has at most 500 characters.", "件名は500文字までです。")
            : null;
    }

    private static decimal? Minutes(ImportRow row) =>
        row.Decimal("firstResponseMinutes") is { } minutes ? Math.Round(minutes, MidpointRounding.AwayFromZero) : null;

    // Zendesk rates good or bad; offered and unoffered say whether it asked, not what was answered.
    private static (int? Rating, bool IsKnown) RatingOf(string? text) =>
        text?.Normalize(System.Text.NormalizationForm.FormKC).Trim().ToLowerInvariant() switch
        {
            null or "offered" or "unoffered" or "not offered" or "not rated" or "未評価" => (null, true),
            "good" or "good with comment" or "happy" or "良い" => (5, true),
            "bad" or "bad with comment" or "unhappy" or "悪い" => (1, true),
            var number => decimal.TryParse(
                number,
                System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture,
                out var rating
            )
            && rating is >= 1 and <= 5
            && rating == decimal.Truncate(rating)
                ? ((int)rating, true)
                : (null, false),
        };

    private static TicketPriority? PriorityOf(string text) =>
        text.ToLowerInvariant() switch
        {
            "low" or "低" or "低い" or "p4" => TicketPriority.Low,
            "medium" or "med" or "mid" or "normal" or "中" or "普通" or "通常" or "p3" => TicketPriority.Medium,
            "high" or "高" or "高い" or "p2" => TicketPriority.High,
            "urgent" or "critical" or "緊急" or "至急" or "最優先" or "p1" => TicketPriority.Urgent,
            _ => null,
        };
}
