using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Activities;

/// <summary>Record what somebody of ours did.</summary>
/// <param name="On">The day; not after today.</param>
/// <param name="What">What was done, in a sentence; only a contact with a customer may go without.</param>
/// <param name="Minutes">How long it took, 1 to 1,440.</param>
/// <param name="AccountId">Absent for work that is for no account; it is then its person's and their leader's.</param>
/// <param name="PersonId">Who did it; absent, the caller.</param>
/// <param name="With">With whom, at the customer or elsewhere.</param>
/// <param name="GoalId">The success definition of the account that it served; hours without one are reported.</param>
/// <param name="FireId">The fire of the account that it fought.</param>
/// <param name="Proactive">Whether we acted before the customer called; a contact says so.</param>
/// <param name="SignalKind">
/// The signal that it answered, in a code: churn-score, ticket, usage-drop, renewal-due, survey.
/// </param>
/// <param name="SignalOn">The day of that signal, from which the lead time is counted.</param>
/// <param name="Channel">By which way we were in touch; with an account it makes the activity a contact.</param>
/// <param name="Outcome">How the contact went.</param>
/// <param name="Note">For colleagues who look after the account; it goes nowhere else.</param>
internal sealed record RecordActivity(
    DateOnly On,
    ActivityKind Kind,
    string? What,
    int Minutes,
    Guid? AccountId = null,
    Guid? PersonId = null,
    IReadOnlyList<string>? With = null,
    Guid? GoalId = null,
    Guid? FireId = null,
    bool? Proactive = null,
    string? SignalKind = null,
    DateOnly? SignalOn = null,
    ContactChannel? Channel = null,
    ContactOutcome? Outcome = null,
    string? Note = null
) : ICommand<ShownActivity>;

internal sealed class RecordActivityValidator : AbstractValidator<RecordActivity>
{
    public RecordActivityValidator()
    {
        RuleFor(ask => ask.What).MaximumLength(500);
        RuleFor(ask => ask.What).NotEmpty().When(ask => ask.Channel is null || ask.AccountId is null);
        RuleFor(ask => ask.Minutes).InclusiveBetween(1, 1440);
        RuleFor(ask => ask.With!.Count).LessThanOrEqualTo(30).When(ask => ask.With is not null);
        RuleForEach(ask => ask.With).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.SignalKind).MaximumLength(60);
        RuleFor(ask => ask.SignalKind).NotEmpty().When(ask => ask.SignalOn is not null);
        RuleFor(ask => ask.SignalOn).NotEmpty().When(ask => ask.SignalKind is not null);
        RuleFor(ask => ask.Proactive).NotNull().When(ask => ask.Channel is not null && ask.AccountId is not null);
        RuleFor(ask => ask.Channel).NotEmpty().When(ask => ask.Outcome is not null);
        RuleFor(ask => ask.Note).MaximumLength(4000);
    }
}

internal sealed class RecordActivityHandler(
    JourneyDb db,
    WorkScope work,
    WorkSight sight,
    NameablePeople people,
    GoalDirectory goals,
    IFireDirectory fires,
    RequestContext context
) : IRequestHandler<RecordActivity, Result<ShownActivity>>
{
    public async Task<Result<ShownActivity>> Handle(RecordActivity ask, CancellationToken cancellation)
    {
        var by = ask.PersonId ?? context.Caller.PersonId;
        if (
            (
                await work.NotFound(ask.AccountId, cancellation)
                ?? await Nobody(ask.PersonId, ask.AccountId, cancellation)
                ?? await NotTheirs(ask.AccountId, by, cancellation)
                ?? NotYet(ask)
                ?? await goals.Refuses(ask.GoalId, ask.AccountId, cancellation)
                ?? await fires.Refuses(ask.FireId, ask.AccountId, ask.On, cancellation)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        var did = new ActivityDetails(ask.On, ask.Kind)
        {
            What = ask.What,
            With = ask.With ?? [],
            Minutes = ask.Minutes,
            GoalId = ask.GoalId,
            FireId = ask.FireId,
            Proactive = ask.Proactive,
            BecauseOfScore = ask.SignalKind == Activity.ScoreSignal,
            SignalKind = ask.SignalKind,
            SignalOn = ask.SignalOn,
            Channel = ask.Channel,
            Outcome = ask.Outcome,
            Note = ask.Note,
        };
        var activity = Activity.Record(db, ask.AccountId, did, by, naturalKey: null);
        await db.SaveChangesAsync(cancellation);
        return ShownActivity.Of(
            await ActivityOnDay.All(db).SingleAsync(row => row.Activity.Id == activity.Id, cancellation)
        );
    }

    private Error? NotYet(RecordActivity ask) =>
        ask.On > db.Clock.Today ? JourneyErrors.NotYet(ask.On, db.Clock.Today, "/on")
        : ask.SignalOn > ask.On ? ActivityErrors.SignalAfter(ask.SignalOn.Value, ask.On)
        : null;

    private async Task<Error?> Nobody(Guid? person, Guid? account, CancellationToken cancellation) =>
        person is { } named && !await people.Has(named, account, cancellation)
            ? JourneyErrors.NoSuchPerson(named, "/personId")
            : null;

    private async Task<Error?> NotTheirs(Guid? account, Guid? by, CancellationToken cancellation) =>
        account is null && !await sight.Sees(account: null, by, cancellation) ? JourneyErrors.NotYourWork(by) : null;
}

internal sealed class RecordActivityEndpoint : IEndpoint
{
    public static RecordActivity Example { get; } =
        new(
            ShownActivity.Example.On,
            ActivityKind.Training,
            ShownActivity.Example.What,
            90,
            ShownActivity.Example.AccountId,
            With: ShownActivity.Example.With,
            Proactive: true,
            SignalKind: "usage-drop",
            SignalOn: ShownActivity.Example.SignalOn,
            Channel: ContactChannel.Visit,
            Outcome: ContactOutcome.Stayed
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/activities", (RecordActivity ask) => ask)
            .Creates((ShownActivity activity) => $"/v1/activities?filter[id][eq]={activity.Id}")
            .WithSummary("Record what somebody of ours did")
            .WithDescription(
                "With an account and a channel it is a contact with the customer and stands among their contacts too. "
                    + "The phase follows from the day."
            )
            .WithExample(Example, ShownActivity.Example)
            .WithProblems(400, 401, 403, 404);
}
