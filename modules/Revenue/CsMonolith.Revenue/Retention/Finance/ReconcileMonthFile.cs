using CsMonolith.Platform.Imports;
using Microsoft.AspNetCore.Mvc;

namespace CsMonolith.Revenue.Retention.Finance;

/// <summary>
/// Lay a file of finance's month-end MRR beside ours: CSV, Excel or JSON, one customer a row. Nothing is stored but
/// that it was asked.
/// </summary>
internal sealed record ReconcileMonthFile(Month Month, [property: NotAudited] byte[] Content)
    : ICommand<Reconciliation>;

internal sealed class ReconcileMonthFileHandler(
    FinanceComparison comparison,
    IUploadedTables tables,
    RevenueSettings settings
) : IRequestHandler<ReconcileMonthFile, Result<Reconciliation>>
{
    /// <summary>The largest file that is taken.</summary>
    public const int MostBytes = 8 << 20;

    private const int MostLines = 20_000;

    private static readonly ImportColumn[] Columns =
    [
        new(
            "accountExternalId",
            ColumnType.Text,
            Required: true,
            "Account id",
            "顧客番号",
            "account_id",
            "customer_id",
            "顧客ID",
            "顧客コード"
        ),
        new(
            "mrr",
            ColumnType.Decimal,
            Required: true,
            "Month-end MRR",
            "月末MRR",
            "mrr_amount",
            "MRR",
            "amount",
            "月額",
            "金額"
        ),
        new("currency", ColumnType.Text, Required: false, "Currency", "通貨", "currency_code"),
    ];

    public async Task<Result<Reconciliation>> Handle(ReconcileMonthFile ask, CancellationToken cancellationToken)
    {
        var rows = tables.Read(ask.Content, Columns, MostLines);
        if (rows.Error is { } unreadable)
        {
            return unreadable;
        }

        var (lines, faults) = (new List<FinanceLine>(rows.Value.Count), new List<FieldFault>());
        foreach (var row in rows.Value)
        {
            var currency = row.Text("currency")?.ToUpperInvariant() is { Length: > 0 } given
                ? given
                : settings.DefaultCurrency;
            if (!Money.Currencies.ContainsKey(currency))
            {
                var (en, ja) = Iso4217.Unknown(currency);
                faults.Add(new FieldFault($"/{row.Line}/currency", $"Line {row.Line}: {en}", $"{row.Line}行目: {ja}"));
            }
            else if (row.Decimal("mrr") is not { } mrr || mrr < 0 || Money.Round(mrr, currency).Major != mrr)
            {
                faults.Add(
                    new FieldFault(
                        $"/{row.Line}/mrr",
                        $"Line {row.Line}: MRR '{row.Decimal("mrr")}' must be from 0 up, with no more decimals than {currency} has. Correct it.",
                        $"{row.Line}行目: MRR「{row.Decimal("mrr")}」は0以上で、{currency}の小数桁以内にしてください。"
                    )
                );
            }
            else
            {
                lines.Add(new FinanceLine(row.Text("accountExternalId")!, Money.Round(mrr, currency)));
            }
        }

        return faults.Count > 0 ? PlatformErrors.Invalid([.. faults.Take(100)])
            : lines.Count == 0
                ? PlatformErrors.Invalid(
                    new FieldFault(
                        "/",
                        "The file has no rows. Put one customer into each.",
                        "ファイルに行がありません。1行に1顧客を入れてください。"
                    )
                )
            : await comparison.Of(ask.Month, lines, cancellationToken);
    }
}

internal sealed class ReconcileMonthFileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/finance-reconciliations/file",
                async Task<Results<Ok<Reconciliation>, ProblemHttpResult>> (
                    Month month,
                    Stream body,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    using var whole = new MemoryStream();
                    await body.CopyToAsync(whole, cancellation);
                    var reconciled = await mediator.Send(new ReconcileMonthFile(month, whole.ToArray()), cancellation);
                    return reconciled.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(reconciled.Value);
                }
            )
            .Accepts<Stream>(
                "application/octet-stream",
                "text/csv",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            )
            .WithMetadata(new RequestSizeLimitAttribute(ReconcileMonthFileHandler.MostBytes))
            .WithName(nameof(ReconcileMonthFile))
            .MayBeRepeated()
            .WithSummary(
                "Lay a file of finance's month-end MRR beside ours, with each customer's difference and its cause"
            )
            .WithDescription(
                "The body is the file itself, CSV, Excel or JSON, at most 8 MB and 20,000 rows: customer "
                    + "number, month-end MRR and, unless it is the installation's, currency. Headings are "
                    + "recognised as in imports."
            )
            .WithQueryExample(("month", "2026-10"))
            .WithFileExample("顧客番号,月末MRR,通貨\nC-0142,130000,JPY\n")
            .WithExample(
                null,
                new Reconciliation(
                    new(2026, 10),
                    RetentionBasis.AsClosed,
                    Samples.Instant,
                    [
                        new CurrencyReconciliation(
                            "JPY",
                            Money.Of("130000", "JPY"),
                            Money.Of("120000", "JPY"),
                            Money.Of("10000", "JPY"),
                            0,
                            [new CauseOfDifference(DifferenceCause.LearntAfterClose, 1, Money.Of("10000", "JPY"))],
                            [
                                new CustomerDifference(
                                    "C-0142",
                                    Samples.Account,
                                    Money.Of("130000", "JPY"),
                                    Money.Of("120000", "JPY"),
                                    Money.Of("10000", "JPY"),
                                    DifferenceCause.LearntAfterClose
                                ),
                            ]
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403, 409, 413);
}
