using System.Globalization;
using System.Text.Json;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>
/// Build a proposal from the customer's contract, use and value; its documents are downloaded afterwards.
/// </summary>
internal sealed record BuildProposal(Guid AccountId, Guid? OpportunityId, int? MinutesByHand, int MinutesSpent)
    : ICommand<ProposalRow>,
        IAboutAccount;

/// <param name="OpportunityId">
/// The open opportunity that it is for; without, the three best-ranked proposals are in it.
/// </param>
/// <param name="MinutesByHand">
/// Minutes that it takes to write such a one by hand; without, what the installation has settled.
/// </param>
/// <param name="MinutesSpent">Minutes that the caller spent on it; what is left is logged as saved.</param>
internal sealed record ProposalAsk(Guid? OpportunityId = null, int? MinutesByHand = null, int MinutesSpent = 0);

internal sealed class BuildProposalValidator : AbstractValidator<BuildProposal>
{
    private const int ADay = 24 * 60;

    public BuildProposalValidator()
    {
        RuleFor(ask => ask.OpportunityId).NotEqual(Guid.Empty);
        RuleFor(ask => ask.MinutesByHand).InclusiveBetween(0, ADay);
        RuleFor(ask => ask.MinutesSpent).InclusiveBetween(0, ADay);
    }
}

internal sealed class BuildProposalHandler(
    RevenueDb db,
    ExpansionReader expansion,
    ValueReader value,
    RequestContext context,
    RevenueSettings settings
) : IRequestHandler<BuildProposal, Result<ProposalRow>>
{
    private const int OffersAtMost = 3;

    public async Task<Result<ProposalRow>> Handle(BuildProposal ask, CancellationToken cancellationToken)
    {
        if (await expansion.Of(ask.AccountId, cancellationToken) is not var (account, proposals))
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var offers = await Offers(ask, proposals, cancellationToken);
        if (offers.Error is { } refusal)
        {
            return refusal;
        }

        var ledger = await value.Of(ask.AccountId, cancellationToken);
        var contents = new ProposalContents(
            account.Name,
            db.Clock.Today,
            account.Purposes,
            await Contracts(ask.AccountId, cancellationToken),
            await Renewals(ask.AccountId, cancellationToken),
            await Usage(ask.AccountId, cancellationToken),
            [
                .. ledger.Years.Select(year => new ProposedValue(
                    year.FiscalYear,
                    year.IsOver,
                    year.Benefit,
                    year.Confirmed,
                    year.Paid,
                    InFile(year.PerPaid.Value)
                )),
            ],
            offers.Value
        );
        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(),
            AccountId = ask.AccountId,
            OpportunityId = ask.OpportunityId,
            Contents = JsonSerializer.Serialize(contents, Wire.Json),
            MinutesByHand = ask.MinutesByHand ?? settings.ProposalMinutes,
            MinutesSpent = ask.MinutesSpent,
            BuiltBy = context.Caller.Actor,
            BuiltAt = db.Clock.Now,
        };
        db.Add(proposal);
        await db.SaveChangesAsync(cancellationToken);
        return ProposalRow.Of(proposal);
    }

    private async Task<Result<IReadOnlyList<ProposedOffer>>> Offers(
        BuildProposal ask,
        ExpansionProposals proposals,
        CancellationToken cancellation
    )
    {
        if (ask.OpportunityId is not { } id)
        {
            return proposals
                .Proposals.Take(OffersAtMost)
                .Select(one => new ProposedOffer(
                    one.Kind,
                    one.Product,
                    one.Expected,
                    one.Reason,
                    one.ReasonJa,
                    one.Goals.Count > 0 ? one.Goals[0] : null,
                    one.Fit,
                    one.Peers
                ))
                .ToList();
        }

        if (
            await db.Set<ExpansionOpportunity>()
                .AsNoTracking()
                .SingleOrDefaultAsync(one => one.Id == id && one.AccountId == ask.AccountId, cancellation)
            is not { } opportunity
        )
        {
            return PlatformErrors.NotFound("opportunity", id);
        }

        if (opportunity.ClosedOn is { } day)
        {
            return GrowthErrors.OpportunityClosed(day);
        }

        if (proposals.Suppressed)
        {
            return GrowthErrors.InTrouble(proposals.Trouble);
        }

        var ranked = proposals.Proposals.FirstOrDefault(one => one.OpportunityId == id);
        return new List<ProposedOffer>
        {
            new(
                opportunity.Kind,
                opportunity.Product,
                opportunity.Expected,
                opportunity.Signal,
                opportunity.Signal,
                opportunity.Goal,
                ranked?.Fit,
                ranked?.Peers ?? 0
            ),
        };
    }

    // A proposal is a document that stays as it was built.
    private static string? InFile(decimal? ratio) => ratio?.ToString("F6", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<ProposedContract>> Contracts(Guid account, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var running = await db.Set<Subscription>()
            .AsNoTracking()
            .Where(row =>
                row.AccountId == account && row.VoidedAt == null && row.StartsOn <= today && !(row.LastPaidDay < today)
            )
            .ToListAsync(cancellation);
        return
        [
            .. running
                .OrderBy(row => row.Product, StringComparer.Ordinal)
                .ThenBy(row => row.StartsOn)
                .ThenBy(row => row.Id)
                .Select(row => new ProposedContract(
                    row.Product,
                    row.Plan,
                    row.Seats,
                    row.StartsOn,
                    row.LastPaidDay,
                    row.Mrr
                )),
        ];
    }

    private async Task<IReadOnlyList<ProposedRenewal>> Renewals(Guid account, CancellationToken cancellation)
    {
        var open = await db.Set<Renewal>()
            .AsNoTracking()
            .Where(row => row.AccountId == account && row.SettledOn == null)
            .Join(
                db.Set<Subscription>(),
                row => row.SubscriptionId,
                subscription => subscription.Id,
                (Renewal, subscription) => new { Renewal, subscription.Product }
            )
            .ToListAsync(cancellation);
        return
        [
            .. open.OrderBy(one => one.Renewal.DueOn)
                .ThenBy(one => one.Renewal.Id)
                .Select(one => new ProposedRenewal(
                    one.Product,
                    one.Renewal.DueOn,
                    one.Renewal.NoticeBy,
                    one.Renewal.TermMonths,
                    one.Renewal.Due
                )),
        ];
    }

    private async Task<ProposedUsage?> Usage(Guid account, CancellationToken cancellation) =>
        await db.Set<UsageMonth>()
            .AsNoTracking()
            .Where(month => month.AccountId == account)
            .OrderByDescending(month => month.AsOf)
            .FirstOrDefaultAsync(cancellation)
            is { } month
            ? new ProposedUsage(
                month.AsOf,
                month.Uses,
                month.UsesBefore,
                month.Features,
                month.FeaturesKnown,
                month.ActiveUsers,
                month.Licences
            )
            : null;
}

internal sealed class BuildProposalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/proposals",
                (Guid accountId, ProposalAsk proposal) =>
                    new BuildProposal(accountId, proposal.OpportunityId, proposal.MinutesByHand, proposal.MinutesSpent)
            )
            .WithSummary("Build a proposal from a customer's contract, use and value")
            .WithExample(new ProposalAsk(MinutesByHand: 90, MinutesSpent: 10), ProposalRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}
