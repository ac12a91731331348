namespace CsMonolith.Demo.Company;

/// <summary>
/// A customer and the habits that decide its fate. The habits are the truth that the platform is to find.
/// </summary>
internal sealed record Customer(
    string Id,
    string Name,
    string Industry,
    string Region,
    string Channel,
    int Tier,
    int Seats,
    string Purpose,
    DateOnly StartedOn,
    int Owner,
    Habits Habits
)
{
    public DateOnly? ChurnedOn { get; init; }
}

/// <summary>Drawn once for each customer, independently of each other and of everything else.</summary>
internal sealed record Habits(
    bool EarlyContact,
    bool Broad,
    bool FastAnswers,
    bool ManyDepartments,
    bool Distributed,
    bool FewErrors
);

internal sealed record Csm(string Name, string Email, int Team, bool Leads);

internal sealed record PhaseRow(string Account, string Phase, DateOnly On);

internal sealed record OwnerRow(string Account, string OwnerEmail, DateOnly From);

internal sealed record ContactRow(string Id, string Account, DateOnly On, string By, bool Proactive, string Channel);

internal sealed record SubscriptionRow(
    string Id,
    string Account,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    string Plan,
    int Seats,
    long Mrr,
    bool Yearly,
    bool AutoRenew
);

internal sealed record ChurnRow(string Id, string Account, DateOnly On, string Reason);

internal sealed record TicketRow(
    string Id,
    string Account,
    DateTime OpenedAt,
    DateTime ClosedAt,
    string Priority,
    int FirstResponseMinutes,
    int? Satisfaction,
    bool Escalated
);

/// <param name="RecordedOn">When the company learnt it. An exit interview is dated before the churn but written down
/// after it.</param>
internal sealed record SurveyRow(string Id, string Account, DateOnly On, int Score, DateOnly RecordedOn);

internal sealed record CardRow(string Id, string Account, DateOnly On, bool Success, string What, string Department);

internal sealed record UsageRow(
    string Id,
    string Account,
    DateOnly On,
    string Feature,
    string Department,
    int Uses,
    int Minutes,
    int Errors
);

internal sealed record LicenceRow(string Account, DateOnly On, int Purchased, int Assigned);

/// <summary>One row of a ready-made table that somebody prepared with hindsight: the last column is a trap.</summary>
internal sealed record PreparedRow(
    string Account,
    DateOnly AsOf,
    double Breadth,
    double Departments,
    double Contacts,
    bool CancelFormOpened,
    bool Churned
);

/// <summary>Everything that the fictional company has on file.</summary>
internal sealed record CompanyFiles(
    IReadOnlyList<Csm> People,
    IReadOnlyList<Customer> Customers,
    IReadOnlyList<PhaseRow> Phases,
    IReadOnlyList<OwnerRow> Owners,
    IReadOnlyList<ContactRow> Contacts,
    IReadOnlyList<SubscriptionRow> Subscriptions,
    IReadOnlyList<ChurnRow> Churns,
    IReadOnlyList<TicketRow> Tickets,
    IReadOnlyList<SurveyRow> Surveys,
    IReadOnlyList<CardRow> Cards,
    IReadOnlyList<UsageRow> Usage,
    IReadOnlyList<LicenceRow> Licences,
    IReadOnlyList<PreparedRow> Prepared,
    IReadOnlyList<DealRow> Deals,
    IReadOnlyList<HearingRow> Hearings,
    IReadOnlyList<PromisedRow> Promises,
    IReadOnlyList<WorkRow> Work,
    DateOnly From,
    DateOnly Through
);
