using CsMonolith.Compensation.Plans;
using CsMonolith.Compensation.Statements;
using CsMonolith.Platform.Exports;

namespace CsMonolith.Compensation;

/// <summary>
/// Every table of Compensation, as it is downloaded: by those who read everybody's pay, since no row is of one customer.
/// </summary>
internal static class CompensationExports
{
    private static readonly (string En, string Ja) Agreed = (
        "A plan is drafted by one person and approved by another.",
        "報酬プランは1人が起案し、別の人が承認します。"
    );

    private static readonly (string En, string Ja) Issued = (
        "Statements are issued from closed months; what was issued is never loaded.",
        "明細は締めた月から発行され、取り込みでは作れません。"
    );

    public static ExportTable[] Tables { get; } =
    [
        Of<PayPlan>("pay-plans", "Pay plans", "報酬プラン", nameof(GetPayPlan))
            .By(row => row.Id)
            .At(row => row.DraftedAt)
            .With("id", row => row.Id)
            .With("name", row => row.Name)
            .With("edition", row => row.Edition)
            .With("gateRatio", row => row.GateRatio)
            .With("currency", row => row.Currency)
            .With("draftedAt", row => row.DraftedAt)
            .With("draftedBy", row => row.DraftedBy)
            .With("approvedBy", row => row.ApprovedBy)
            .With("approvedAt", row => row.ApprovedAt)
            .NotTaken(Agreed.En, Agreed.Ja),
        Of<PayPlanMember>("pay-plan-members", "Members of pay plans", "報酬プランの対象者", nameof(GetPayPlan))
            .NotTaken(Agreed.En, Agreed.Ja),
        Of<PayPlanPoint>("pay-plan-points", "Curves of pay plans", "報酬プランの曲線", nameof(GetPayPlan))
            .NotTaken(Agreed.En, Agreed.Ja),
        Of<PayStatement>("pay-statements", "Pay statements", "報酬明細", nameof(GetPayStatement))
            .By(row => row.Id)
            .On(row => row.EndsOn)
            .With("id", row => row.Id)
            .With("planId", row => row.PlanId)
            .With("planName", row => row.PlanName)
            .With("planEdition", row => row.PlanEdition)
            .With("personId", row => row.PersonId)
            .With("personName", row => row.PersonName)
            .With("start", row => row.Start)
            .With("end", row => row.End)
            .With("startsAfter", row => row.StartsAfter)
            .With("endsOn", row => row.EndsOn)
            .With("issuedAt", row => row.IssuedAt)
            .With("issuedBy", row => row.IssuedBy)
            .With("byOnePerson", row => row.ByOnePerson)
            .With("knownAt", row => row.KnownAt)
            .With("formulaVersion", row => row.FormulaVersion)
            .With("creditRule", row => row.CreditRule)
            .With("bookCurrency", row => row.BookCurrency)
            .With("groupEndMinor", row => row.GroupEndMinor)
            .With("groupStartMinor", row => row.GroupStartMinor)
            .With("gateRatio", row => row.GateRatio)
            .With("gateOpen", row => row.GateOpen)
            .With("bookStartMinor", row => row.BookStartMinor)
            .With("bookKeptMinor", row => row.BookKeptMinor)
            .With("factorNumerator", row => row.FactorNumerator)
            .With("factorDenominator", row => row.FactorDenominator)
            .With("fromGroupAverage", row => row.FromGroupAverage)
            .With("currency", row => row.Currency)
            .With("targetMinor", row => row.TargetMinor)
            .With("payoutMinor", row => row.PayoutMinor)
            .NotTaken(Issued.En, Issued.Ja),
        Of<PayStatementAccount>(
                "pay-statement-accounts",
                "Accounts of pay statements",
                "報酬明細の顧客",
                nameof(GetPayStatement)
            )
            .NotTaken(Issued.En, Issued.Ja),
        Of<PayObjection>("pay-objections", "Objections to pay statements", "報酬明細への異議", nameof(GetPayStatement))
            .By(row => row.Id)
            .At(row => row.RaisedAt)
            .NotTaken(Issued.En, Issued.Ja),
        Of<PayCorrection>("pay-corrections", "Corrections of pay statements", "報酬明細の訂正", nameof(GetPayStatement))
            .By(row => row.Id)
            .At(row => row.IssuedAt)
            .NotTaken(Issued.En, Issued.Ja),
    ];

    private static StoredTable<CompensationDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);
}
