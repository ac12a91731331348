using System.Text.RegularExpressions;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Signals;

/// <summary>Take a signal about an account, put it off, decline it, or say that it is seen to.</summary>
internal sealed record AnswerSignal(Guid AccountId, string Key, [property: Body] SignalAnswerText Answer)
    : ICommand<AnsweredSignal>,
        IAboutAccount;

/// <param name="Decision">taken, deferred, declined or done.</param>
/// <param name="Words">The signal as it reads, so that it is told after it has gone.</param>
/// <param name="Reason">Why it is deferred or declined, which must be said; otherwise as one likes.</param>
/// <param name="Until">The day on which a deferred signal is asked again.</param>
internal sealed record SignalAnswerText(
    SignalDecision Decision,
    string Words,
    string? Reason = null,
    DateOnly? Until = null
);

/// <param name="Key">Names the signal: its kind, a dot, and what it is about.</param>
/// <param name="Kind">What stands in the key before the dot.</param>
/// <param name="PersonName">Who answered; absent where nobody knows their name any more.</param>
internal sealed record AnsweredSignal(
    Guid AccountId,
    string Key,
    string Kind,
    SignalDecision Decision,
    string? Reason,
    DateOnly? Until,
    string Words,
    Guid PersonId,
    string? PersonName,
    DateTime At
)
{
    public static AnsweredSignal Example { get; } =
        new(
            KnownAccounts.Example,
            "risk.0199a000000070008000000000000001.2026-10-31",
            "risk",
            SignalDecision.Deferred,
            "年度末の決裁を待つ。",
            new DateOnly(2026, 12, 14),
            "解約確率が高い(41 %)",
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            "佐藤 花子",
            new DateTime(2026, 11, 30, 0, 20, 0, DateTimeKind.Utc)
        );

    public static AnsweredSignal Of(SignalAnswer one, string? name) =>
        new(
            one.AccountId,
            one.Key,
            one.Kind,
            one.Decision,
            one.Reason,
            one.Until,
            one.Words,
            one.PersonId,
            name,
            one.At
        );
}

internal sealed partial class AnswerSignalValidator : AbstractValidator<AnswerSignal>
{
    public AnswerSignalValidator()
    {
        RuleFor(ask => ask.Key).Matches(Keys());
        RuleFor(ask => ask.Answer.Decision).IsInEnum();
        RuleFor(ask => ask.Answer.Words).NotEmpty().MaximumLength(400);
        RuleFor(ask => ask.Answer.Reason).MaximumLength(1000);
    }

    [GeneratedRegex("^[a-z]{1,20}\\.[a-z0-9.-]{1,99}$")]
    private static partial Regex Keys();
}

internal sealed class AnswerSignalHandler(
    HealthDb db,
    KnownAccounts accounts,
    RequestContext context,
    IMediator mediator
) : IRequestHandler<AnswerSignal, Result<AnsweredSignal>>
{
    private const int DaysDeferred = 366;

    public async Task<Result<AnsweredSignal>> Handle(AnswerSignal ask, CancellationToken cancellationToken)
    {
        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        if (context.Caller.PersonId is not { } person)
        {
            return SignalErrors.NoPerson;
        }

        if (Fault(ask.Answer) is { } fault)
        {
            return fault;
        }

        var answer = await db.Set<SignalAnswer>()
            .SingleOrDefaultAsync(one => one.AccountId == ask.AccountId && one.Key == ask.Key, cancellationToken);
        if (answer is { Decision: SignalDecision.Taken } && answer.PersonId != person)
        {
            return SignalErrors.TakenBy(
                await Name(answer.PersonId, cancellationToken) ?? "?",
                db.Clock.DayOf(answer.At)
            );
        }

        if (answer is null)
        {
            answer = new SignalAnswer
            {
                AccountId = ask.AccountId,
                Key = ask.Key,
                Kind = ask.Key[..ask.Key.IndexOf('.', StringComparison.Ordinal)],
                Decision = ask.Answer.Decision,
                Words = ask.Answer.Words,
                PersonId = person,
                At = db.Clock.Now,
            };
            db.Add(answer);
        }

        (answer.Decision, answer.Words) = (ask.Answer.Decision, ask.Answer.Words);
        (answer.Reason, answer.Until) = (ask.Answer.Reason?.Trim(), ask.Answer.Until);
        (answer.PersonId, answer.At) = (person, db.Clock.Now);
        await db.SaveChangesAsync(cancellationToken);
        return AnsweredSignal.Of(answer, await Name(person, cancellationToken));
    }

    private Error? Fault(SignalAnswerText answer)
    {
        var (first, last) = (db.Clock.Today.AddDays(1), db.Clock.Today.AddDays(DaysDeferred));
        var isPutOff = answer.Decision is SignalDecision.Deferred;
        return (isPutOff || answer.Decision is SignalDecision.Declined) && string.IsNullOrWhiteSpace(answer.Reason)
                ? SignalErrors.NoReason(answer.Decision)
            : isPutOff && !(answer.Until >= first && answer.Until <= last)
                ? SignalErrors.NoDay(answer.Until, first, last)
            : !isPutOff && answer.Until is { } day ? SignalErrors.DayWithoutDeferring(day, answer.Decision)
            : null;
    }

    private async Task<string?> Name(Guid person, CancellationToken cancellation) =>
        (await mediator.Send(new PeopleNames([person]), cancellation)).GetValueOrDefault(person);
}

internal sealed class AnswerSignalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/accounts/{accountId}/signals/{key}",
                (Guid accountId, string key, SignalAnswerText answer) => new AnswerSignal(accountId, key, answer)
            )
            .WithSummary("Take, defer or decline a signal about an account, or say that it is seen to")
            .WithDescription(
                "`key` names the signal: its kind, a dot, and what it is about. A later answer takes the place of an "
                    + "earlier one, so it asks for no If-Match; what another person has taken is refused by their name."
            )
            .WithExample(
                new SignalAnswerText(
                    SignalDecision.Deferred,
                    AnsweredSignal.Example.Words,
                    AnsweredSignal.Example.Reason,
                    AnsweredSignal.Example.Until
                ),
                AnsweredSignal.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
