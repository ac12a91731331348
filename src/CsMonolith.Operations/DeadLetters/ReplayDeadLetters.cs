using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.DeadLetters;

/// <summary>
/// Have many dead letters tried once more, as after a mended bug. What is left out does not narrow the choice.
/// </summary>
/// <param name="News">Only this kind of news.</param>
/// <param name="Listener">Only this listener's.</param>
/// <param name="AccountId">Only about this account.</param>
/// <param name="Since">Only what was given up then or later.</param>
internal sealed record ReplayDeadLetters(string? News, string? Listener, Guid? AccountId, DateTime? Since)
    : ICommand<JobAccepted>;

internal sealed class ReplayDeadLettersValidator : AbstractValidator<ReplayDeadLetters>
{
    public ReplayDeadLettersValidator()
    {
        RuleFor(ask => ask.News).MaximumLength(200);
        RuleFor(ask => ask.Listener).MaximumLength(500);
    }
}

internal sealed class ReplayDeadLettersHandler(PlatformDb db, JobScheduler scheduler)
    : IRequestHandler<ReplayDeadLetters, Result<JobAccepted>>
{
    public Task<Result<JobAccepted>> Handle(ReplayDeadLetters ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<JobAccepted>>(
            scheduler.Enqueue(
                db,
                new ReplayLetters(ask.News, ask.Listener, ask.AccountId, ask.Since?.ToUniversalTime())
            )
        );
}

/// <summary>Mark the letters; the dispatcher tries each once.</summary>
internal sealed record ReplayLetters(string? News, string? Listener, Guid? AccountId, DateTime? Since)
    : IJob<ReplayedLetters>;

/// <param name="Replaying">Letters that are tried once more.</param>
internal sealed record ReplayedLetters(int Replaying);

internal sealed class ReplayLettersHandler(PlatformDb db, JobProgress progress)
    : IRequestHandler<ReplayLetters, Result<ReplayedLetters>>
{
    private const int LettersAtOnce = 200;

    public async Task<Result<ReplayedLetters>> Handle(ReplayLetters ask, CancellationToken cancellationToken)
    {
        // Chosen once: one that fails again meanwhile is not tried without end.
        var chosen = await Chosen(ask)
            .OrderBy(letter => letter.Seq)
            .Select(letter => letter.Id)
            .ToListAsync(cancellationToken);
        var marked = 0;
        foreach (var some in chosen.Chunk(LettersAtOnce))
        {
            await db.Transact(
                async () =>
                {
                    foreach (
                        var letter in await db.Set<FailedDelivery>()
                            .Where(letter => some.Contains(letter.Id) && letter.State == DeliveryState.Dead)
                            .ToListAsync(cancellationToken)
                    )
                    {
                        letter.Replay();
                        marked++;
                    }
                },
                cancellationToken
            );
            db.ChangeTracker.Clear();
            progress.Report(
                marked * 100 / chosen.Count,
                $"Handed {marked:N0} of {chosen.Count:N0} letters to the dispatcher",
                $"{chosen.Count:N0}件中{marked:N0}件を再送に回しました"
            );
        }

        return new ReplayedLetters(marked);
    }

    private IQueryable<FailedDelivery> Chosen(ReplayLetters ask)
    {
        var dead = db.Set<FailedDelivery>()
            .Where(letter => letter.GivenUpAt != null && letter.State == DeliveryState.Dead);
        dead = ask.News is null ? dead : dead.Where(letter => letter.Kind == ask.News);
        dead = ask.Listener is null ? dead : dead.Where(letter => letter.Listener == ask.Listener);
        dead = ask.AccountId is null ? dead : dead.Where(letter => letter.AccountId == ask.AccountId);
        return ask.Since is null ? dead : dead.Where(letter => letter.GivenUpAt >= ask.Since);
    }
}

internal sealed class ReplayDeadLettersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/dead-letters/replays", (ReplayDeadLetters ask) => ask)
            .WithSummary("Have many dead letters tried once more")
            .WithDescription(
                "All that are dead, narrowed by what is given. Each is tried once; the job's result counts them, "
                    + "and the list shows what became of each."
            )
            .WithExample(
                new ReplayDeadLetters(
                    "MrrMoved",
                    Listener: null,
                    AccountId: null,
                    new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc)
                ),
                new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000aa"))
            )
            .WithProblems(400, 401, 403);
}
