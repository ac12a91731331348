using System.Text.RegularExpressions;

namespace CsMonolith.Health.Briefs;

/// <summary>Mark a line of the brief as seen or done, for oneself.</summary>
internal sealed record MarkBriefLine(string Key, [property: Body] BriefMarkText Mark) : ICommand<MarkedBriefLine>;

/// <param name="State">seen or done.</param>
/// <param name="Words">The line as it reads, so that what was done is told after it has gone.</param>
internal sealed record BriefMarkText(BriefMarkState State, string? Words = null);

internal sealed record MarkedBriefLine(string Key, BriefMarkState State, string? Words, DateTime At);

internal sealed partial class MarkBriefLineValidator : AbstractValidator<MarkBriefLine>
{
    public MarkBriefLineValidator()
    {
        RuleFor(ask => ask.Key).Matches(Keys());
        RuleFor(ask => ask.Mark.State).IsInEnum();
        RuleFor(ask => ask.Mark.Words).MaximumLength(400);
    }

    [GeneratedRegex("^[a-z]{1,20}\\.[a-z0-9.-]{1,99}$")]
    private static partial Regex Keys();
}

internal sealed class MarkBriefLineHandler(HealthDb db, RequestContext context)
    : IRequestHandler<MarkBriefLine, Result<MarkedBriefLine>>
{
    // Marks of lines are of interest for weeks; what is older than a year goes as new ones come.
    private const int DaysKept = 366;

    public async Task<Result<MarkedBriefLine>> Handle(MarkBriefLine ask, CancellationToken cancellationToken)
    {
        if (context.Caller.PersonId is not { } person)
        {
            return BriefErrors.NoPerson;
        }

        var old = db.Clock.Now.AddDays(-DaysKept);
        await db.Set<BriefMark>()
            .Where(mark => mark.PersonId == person && mark.At < old)
            .ExecuteDeleteAsync(cancellationToken);
        var mark = await db.Set<BriefMark>()
            .SingleOrDefaultAsync(one => one.PersonId == person && one.Key == ask.Key, cancellationToken);
        if (mark is null)
        {
            mark = new BriefMark
            {
                PersonId = person,
                Key = ask.Key,
                State = ask.Mark.State,
                At = db.Clock.Now,
            };
            db.Add(mark);
        }

        (mark.State, mark.Words, mark.At) = (ask.Mark.State, ask.Mark.Words, db.Clock.Now);
        await db.SaveChangesAsync(cancellationToken);
        return new MarkedBriefLine(mark.Key, mark.State, mark.Words, mark.At);
    }
}

internal sealed class MarkBriefLineEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/brief/marks/{key}", (string key, BriefMarkText mark) => new MarkBriefLine(key, mark))
            .WithSummary("Mark a line of the brief as seen or done, for oneself")
            .WithDescription(
                "`key` is the line's. The mark is the signed-in person's own and nobody else sees it; a later one "
                    + "takes its place, so it asks for no If-Match."
            )
            .WithExample(
                new BriefMarkText(BriefMarkState.Done, "北斗製作所に電話した"),
                new MarkedBriefLine(
                    "help.0199a000000070008000000000000001",
                    BriefMarkState.Done,
                    "北斗製作所に電話した",
                    new DateTime(2026, 11, 30, 0, 20, 0, DateTimeKind.Utc)
                )
            )
            .WithProblems(400, 401, 403);
}
