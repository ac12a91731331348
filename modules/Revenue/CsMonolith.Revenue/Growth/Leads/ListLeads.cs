namespace CsMonolith.Revenue.Growth.Leads;

/// <summary>The leads (CSQL) about accounts that the caller may see.</summary>
internal sealed record ListLeads(ListAsk List) : IQuery<Page<LeadRow>>;

/// <param name="SubmittedBy">As in the audit trail, as is <paramref name="AnsweredBy"/>.</param>
/// <param name="Sourced">ARR of the first year without what was due for renewal anyway; absent unless won.</param>
/// <param name="Reason">Why it was declined or lost.</param>
internal sealed record LeadRow(
    Guid Id,
    Guid AccountId,
    Guid? OpportunityId,
    string Summary,
    IReadOnlyList<LeadCriterion> Criteria,
    string SubmittedBy,
    DateOnly SubmittedOn,
    LeadState State,
    string? AnsweredBy,
    DateOnly? AnsweredOn,
    DateOnly? SettledOn,
    Money? Sourced,
    string? Reason,
    long Version
)
{
    public static LeadRow Sample { get; } =
        new(
            Samples.Lead,
            Samples.Account,
            null,
            "地図の追加を検討中",
            [
                new("need", "再配達の削減を目標に設定"),
                new("budget", "来期予算に計上済み"),
                new("decision-maker", "物流部長が同席"),
                new("timing", "2027年4月の開始を希望"),
            ],
            $"person:{Samples.Person}",
            new(2026, 11, 20),
            LeadState.Submitted,
            null,
            null,
            null,
            null,
            null,
            Version: 1
        );

    public static LeadRow Of(SalesLead lead) =>
        new(
            lead.Id,
            lead.AccountId,
            lead.OpportunityId,
            lead.Summary,
            lead.Criteria,
            lead.SubmittedBy,
            lead.SubmittedOn,
            lead.State,
            lead.AnsweredBy,
            lead.AnsweredOn,
            lead.SettledOn,
            lead.Sourced,
            lead.Reason,
            lead.Version
        );
}

internal sealed class ListLeadsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListLeads, Result<Page<LeadRow>>>
{
    public static ListShape<SalesLead> Shape { get; } =
        new ListShape<SalesLead>(row => row.Id, "-submittedOn")
            .With("submittedOn", row => row.SubmittedOn)
            .With("accountId", row => row.AccountId)
            .With("state", row => row.State)
            .With("submittedBy", row => row.SubmittedBy)
            .With("settledOn", row => row.SettledOn);

    public async Task<Result<Page<LeadRow>>> Handle(ListLeads ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<SalesLead>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, LeadRow.Of, cancellationToken);
    }
}

internal sealed class ListLeadsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/csqls", (ListAsk list) => new ListLeads(list))
            .WithSummary("List qualified leads (CSQL), the newest first")
            .WithMetadata(new ListFields(ListLeadsHandler.Shape.Fields))
            .WithExample(null, new Page<LeadRow>([LeadRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
