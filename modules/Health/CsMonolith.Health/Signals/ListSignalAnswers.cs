using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Signals;

/// <summary>Who has done what with which signals?</summary>
internal sealed record ListSignalAnswers(ListAsk List) : IQuery<Page<AnsweredSignal>>;

internal sealed class ListSignalAnswersHandler(
    HealthDb db,
    AccountVisibility visibility,
    Cursors cursors,
    IMediator mediator
) : IRequestHandler<ListSignalAnswers, Result<Page<AnsweredSignal>>>
{
    public static ListShape<SignalAnswer> Shape { get; } =
        new ListShape<SignalAnswer>(answer => answer.Id, "-at")
            .With("at", answer => answer.At)
            .With("accountId", answer => answer.AccountId)
            .With("key", answer => answer.Key)
            .With("kind", answer => answer.Kind)
            .With("decision", answer => answer.Decision)
            .With("personId", answer => answer.PersonId)
            .With("until", answer => answer.Until);

    public async Task<Result<Page<AnsweredSignal>>> Handle(ListSignalAnswers ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var page = await Shape.Page(
            db.Set<SignalAnswer>().AsNoTracking().Within(scope, answer => answer.AccountId),
            ask.List,
            cursors,
            answer => AnsweredSignal.Of(answer, name: null),
            cancellationToken
        );
        if (page.Error is not null)
        {
            return page;
        }

        var names = await mediator.Send(
            new PeopleNames([.. page.Value.Items.Select(answer => answer.PersonId).Distinct()]),
            cancellationToken
        );
        return page.Value with
        {
            Items =
            [
                .. page.Value.Items.Select(answer =>
                    answer with
                    {
                        PersonName = names.GetValueOrDefault(answer.PersonId),
                    }
                ),
            ],
        };
    }
}

internal sealed class ListSignalAnswersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/signal-answers", (ListAsk list) => new ListSignalAnswers(list))
            .WithSummary("List what was done with signals: taken, deferred, declined with the reason, seen to")
            .WithMetadata(new ListFields(ListSignalAnswersHandler.Shape.Fields))
            .WithExample(null, new Page<AnsweredSignal>([AnsweredSignal.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}
