using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Contracts;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Licences;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots;

/// <summary>
/// Everything that was known of all accounts at the end of a month, and the snapshots made from it. Where Feedback or
/// usage knows no account at all its features are unknown; where it knows some, an account that it does not know counts
/// as zero.
/// </summary>
internal sealed record MonthEnd(
    DateOnly AsOf,
    IReadOnlyList<AccountAsOf> Accounts,
    IReadOnlyDictionary<Guid, RevenueAsOf> Revenues,
    IReadOnlyDictionary<Guid, RevenueAsOf> RevenuesBefore,
    IReadOnlyDictionary<Guid, FeedbackSummaryAsOf> Feedback,
    UseAsOf Use,
    IReadOnlyDictionary<Guid, LicenceFacts> Licences
)
{
    /// <summary>Whether Feedback knows any account, so that one that it does not know was silent.</summary>
    public required bool HearsFeedback { get; init; }

    /// <summary>
    /// How well accounts were handed over by sales; one that was not is absent, and its features unknown.
    /// </summary>
    public required IReadOnlyDictionary<Guid, HandoffSignal> Handoffs { get; init; }

    /// <summary>How far accounts' onboarding had come.</summary>
    public required IReadOnlyDictionary<Guid, OnboardingAsOf> Onboardings { get; init; }

    /// <summary>Rival tools in use; an account of which nobody recorded any is absent, and its features unknown.</summary>
    public required IReadOnlyDictionary<Guid, RivalsAsOf> Rivals { get; init; }

    public Snapshot Of(AccountAsOf account, DateTime builtAt)
    {
        var revenue = Revenues.GetValueOrDefault(account.Id);
        var sheet = new FeatureSheet();
        AboutAccount(sheet, account);
        if (Handoffs.GetValueOrDefault(account.Id) is { } handoff)
        {
            sheet
                .Number("handoff_completeness", handoff.Completeness)
                .Number("promise_gaps", handoff.OpenGaps)
                .Number("asked_again", handoff.AskedAgain);
        }

        if (Onboardings.GetValueOrDefault(account.Id) is { } onboarding)
        {
            AboutOnboarding(sheet, onboarding);
        }

        if (Rivals.GetValueOrDefault(account.Id) is { } rivals)
        {
            sheet
                .Number("rival_tools", rivals.Tools.Count)
                .Number("rival_threats", rivals.Tools.Count(tool => tool.Strength != "beside"));
        }

        if (revenue is not null)
        {
            AboutRevenue(sheet, revenue, RevenuesBefore.GetValueOrDefault(account.Id));
        }

        sheet.Number("seats", revenue?.Seats ?? account.SeatsAsOf);
        if (HearsFeedback)
        {
            AboutFeedback(
                sheet,
                Feedback.GetValueOrDefault(account.Id)
                    ?? new FeedbackSummaryAsOf(account.Id, 0, 0, 0, null, null, 0, null, null, 0, 0)
            );
        }

        if (Use.FeaturesKnown > 0)
        {
            AboutUse(sheet, Use.Of(account.Id));
        }

        if (Licences.GetValueOrDefault(account.Id) is { } licences)
        {
            sheet
                .Share("distribution_rate", licences.Assigned, licences.Purchased)
                .Share("usage_rate", licences.ActiveUsers, licences.Assigned);
        }

        return new Snapshot
        {
            Id = Guid.CreateVersion7(),
            AccountId = account.Id,
            AsOf = AsOf,
            Features = sheet.ToJson(),
            Phase = account.Phase,
            MrrMinor = revenue?.Mrr.Minor ?? 0,
            Currency = revenue?.Mrr.Currency,
            IsLive = revenue?.Mrr.Minor > 0,
            BuiltAt = builtAt,
        };
    }

    /// <summary>The news of an account's use; <c>null</c> where no use of any account is known.</summary>
    public UsageSummarised? UseOf(Guid account) =>
        Use.FeaturesKnown > 0 && Use.Accounts.TryGetValue(account, out var use)
            ? new UsageSummarised(
                account,
                AsOf,
                use.Recent.Uses,
                use.UsesBefore,
                use.Recent.Features,
                Use.FeaturesKnown,
                use.NamesUsers ? use.Recent.Users : null,
                Licences.GetValueOrDefault(account)?.Purchased
            )
            : null;

    // Where nobody keeps a record of onboarding, it is not known that a first value is missing.
    private static void AboutOnboarding(FeatureSheet sheet, OnboardingAsOf onboarding)
    {
        if (
            onboarding is
            { Programme: null, Launch: null, SetUpOn: null, AtHomeOn: null, FirstValueOn: null, DailyWorkSteps: 0 }
        )
        {
            return;
        }

        sheet
            .Number("first_value_reached", onboarding.FirstValueOn is null ? 0 : 1)
            .Number("daily_work_steps", onboarding.DailyWorkSteps)
            .Number("launch_waived", onboarding.Launch?.Waived);
    }

    private void AboutAccount(FeatureSheet sheet, AccountAsOf account) =>
        sheet
            .Text("industry", account.Attributes.GetValueOrDefault("industry"))
            .Text("region", account.Attributes.GetValueOrDefault("region"))
            .Text("acquired_through", account.Attributes.GetValueOrDefault("acquiredThrough"))
            .Number("tenure_days", DaysSince(account.StartedOn))
            .Number("tier", account.Tier)
            .Text("phase", account.Phase)
            .Number("phase_days", account.Phase is null ? null : DaysSince(account.PhaseSince))
            .Number("contacts_90d", account.ContactsIn90Days)
            .Number("days_since_contact", DaysSince(account.LastContactOn));

    private void AboutRevenue(FeatureSheet sheet, RevenueAsOf revenue, RevenueAsOf? before) =>
        sheet
            .Number("mrr", (double)revenue.Mrr.Major)
            .Number(
                "mrr_change_90d",
                before is { Mrr.Minor: > 0 } && before.Mrr.Currency == revenue.Mrr.Currency
                    ? (double)(revenue.Mrr.Minor - before.Mrr.Minor) / before.Mrr.Minor
                    : null
            )
            .Number("subscriptions", revenue.ActiveSubscriptions)
            .Number("annual_share", revenue.AnnualShare)
            .Number("auto_renew_share", revenue.AutoRenewShare)
            .Number("expansions_90d", revenue.ExpansionsIn90Days)
            .Number("contractions_90d", revenue.ContractionsIn90Days)
            .Number("ended_180d", revenue.EndedIn180Days)
            .Number("days_to_end", revenue.NextEndOn?.DayNumber - AsOf.DayNumber)
            .Number("churn_events_before", revenue.ChurnEventsSoFar);

    private void AboutFeedback(FeatureSheet sheet, FeedbackSummaryAsOf feedback) =>
        sheet
            .Number("tickets_90d", feedback.TicketsIn90Days)
            .Number("urgent_90d", feedback.UrgentIn90Days)
            .Number("escalated_90d", feedback.EscalatedIn90Days)
            .Number("first_response_minutes", feedback.MeanFirstResponseMinutes)
            .Number("satisfaction", feedback.MeanSatisfaction)
            .Number("open_tickets", feedback.OpenTickets)
            .Number("survey_score", feedback.LastSurveyScore)
            .Number("survey_age_days", feedback.LastSurveyDays)
            .Number("trouble_cards_90d", feedback.TroubleCardsIn90Days)
            .Number("success_cards_90d", feedback.SuccessCardsIn90Days);

    private void AboutUse(FeatureSheet sheet, AccountUse use) =>
        sheet
            .Number("uses_30d", use.Recent.Uses)
            .Share("use_trend", use.Recent.Uses, use.UsesBefore)
            .Number("minutes_30d", use.Recent.Seconds / 60.0)
            .Share("error_rate_30d", use.Recent.Errors, use.Recent.Uses)
            .Share("breadth", use.Recent.Features, Use.FeaturesKnown)
            .Share("depth", use.Recent.Uses, use.Recent.ActiveUserDays)
            .Share("breadth_change", use.Recent.Features - use.Earlier.Features, Use.FeaturesKnown)
            .Number("departments_using", use.Recent.Departments)
            .Number("days_since_use", DaysSince(use.LastUse));

    private double? DaysSince(DateOnly? day) => AsOf.DayNumber - day?.DayNumber;
}
