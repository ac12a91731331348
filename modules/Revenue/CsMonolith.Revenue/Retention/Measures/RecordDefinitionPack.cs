using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>Record a set of definitions under a code, or the next version of one.</summary>
/// <param name="Code">Two to 40 small letters, digits and hyphens; none of the house's own codes.</param>
/// <param name="En">Its name in English, as <paramref name="Ja"/> in Japanese.</param>
/// <param name="ChurnDating">
/// Instead of the policy's; without, the policy decides, as for <paramref name="Pause"/>.
/// </param>
internal sealed record RecordDefinitionPack(
    string Code,
    string En,
    string Ja,
    MeasureBase Base,
    ReactivationRule Reactivation,
    GrossForm Gross,
    FxBasis Fx,
    ChurnDating? ChurnDating = null,
    PauseRule? Pause = null
) : ICommand<RecordedDefinitionPack>;

internal sealed record RecordedDefinitionPack(Guid Id, DefinitionPack Pack, string RecordedBy, DateTime RecordedAt);

internal sealed class RecordDefinitionPackValidator : AbstractValidator<RecordDefinitionPack>
{
    public RecordDefinitionPackValidator()
    {
        RuleFor(ask => ask.Code).NotEmpty().Length(2, 40).Matches("^[a-z][a-z0-9-]*$");
        RuleFor(ask => ask.En).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Ja).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Base).IsInEnum();
        RuleFor(ask => ask.Reactivation).IsInEnum();
        RuleFor(ask => ask.Gross).IsInEnum();
        RuleFor(ask => ask.Fx).IsInEnum();
        RuleFor(ask => ask.ChurnDating).IsInEnum();
        RuleFor(ask => ask.Pause).IsInEnum();
    }
}

internal sealed class RecordDefinitionPackHandler(RevenueDb db, PackReader packs, RequestContext context)
    : IRequestHandler<RecordDefinitionPack, Result<RecordedDefinitionPack>>
{
    public async Task<Result<RecordedDefinitionPack>> Handle(
        RecordDefinitionPack ask,
        CancellationToken cancellationToken
    )
    {
        if (DefinitionPack.All.Any(pack => pack.Code == ask.Code))
        {
            return RetentionErrors.PackOfTheHouse(ask.Code);
        }

        var last = (await packs.All(cancellationToken)).LastOrDefault(pack => pack.Code == ask.Code);
        var recorded = new RecordedPack
        {
            Id = Guid.CreateVersion7(),
            Code = ask.Code,
            Version = (last?.Version ?? 0) + 1,
            En = ask.En,
            Ja = ask.Ja,
            Base = ask.Base,
            Reactivation = ask.Reactivation,
            Gross = ask.Gross,
            Fx = ask.Fx,
            ChurnDating = ask.ChurnDating,
            Pause = ask.Pause,
            RecordedBy = context.Caller.Actor,
            RecordedAt = db.Clock.Now,
        };
        if (last is not null && recorded.Pack with { Version = last.Version } == last)
        {
            return RetentionErrors.SamePack(last);
        }

        db.Add(recorded);
        await db.SaveChangesAsync(cancellationToken);
        return new RecordedDefinitionPack(recorded.Id, recorded.Pack, recorded.RecordedBy, recorded.RecordedAt);
    }
}

internal sealed class RecordDefinitionPackEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/definition-packs", (RecordDefinitionPack ask) => ask)
            .WithSummary("Record a set of definitions of retention, or the next version of one")
            .WithDescription(
                "A version is never edited. Figures take the newest version of a code, or one that is named, "
                    + "such as board@1."
            )
            .WithExample(
                new RecordDefinitionPack(
                    "board",
                    "As shown to the board",
                    "取締役会向け",
                    MeasureBase.Cohort,
                    ReactivationRule.Netted,
                    GrossForm.Endpoint,
                    FxBasis.Constant
                ),
                new RecordedDefinitionPack(
                    Samples.Policy,
                    ListDefinitionPacksEndpoint.Board,
                    $"person:{Samples.Person}",
                    Samples.Instant
                )
            )
            .WithProblems(400, 401, 403, 409);
}
