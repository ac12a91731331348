using System.Text.Json.Serialization;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Consulting;

/// <summary>Change what an issue says, who keeps it moving, or when it is due.</summary>
internal sealed record ChangeConsultingIssue(Guid IssueId, [property: Body] IssueChanges Changes, IfMatch Match)
    : ICommand<ShownIssue>;

internal sealed record IssueChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    /// <summary>product, process, organisation, data or otherVendor.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IssueKind?> Kind { get; init; }

    /// <summary>low, medium, high or critical.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IssueSeverity?> Severity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Note { get; init; }

    /// <summary>Who of ours keeps it moving.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> OwnerId { get; init; }

    /// <summary>Who has to solve it: ours, theirs (the customer), partner.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<TaskSide?> Side { get; init; }

    /// <summary>Who at the customer or the partner solves it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Contact { get; init; }

    /// <summary>The day by which it is to be solved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> DueOn { get; init; }

    public IssueWords Over(IssueWords present) =>
        new(
            Title.Or(present.Title)!,
            Kind.Or(present.Kind)!.Value,
            Severity.Or(present.Severity)!.Value,
            Note.Or(present.Note),
            OwnerId.Or(present.OwnerId)!.Value,
            Side.Or(present.Side)!.Value,
            Contact.Or(present.Contact),
            DueOn.Or(present.DueOn)
        );
}

internal sealed class ChangeConsultingIssueValidator : AbstractValidator<ChangeConsultingIssue>
{
    public ChangeConsultingIssueValidator()
    {
        RuleFor(ask => ask.Changes.Title.Value).NotEmpty().MaximumLength(200).When(ask => ask.Changes.Title.Is);
        RuleFor(ask => ask.Changes.Kind.Value).NotNull().IsInEnum().When(ask => ask.Changes.Kind.Is);
        RuleFor(ask => ask.Changes.Severity.Value).NotNull().IsInEnum().When(ask => ask.Changes.Severity.Is);
        RuleFor(ask => ask.Changes.Note.Value).MaximumLength(4000);
        RuleFor(ask => ask.Changes.OwnerId.Value).NotEmpty().When(ask => ask.Changes.OwnerId.Is);
        RuleFor(ask => ask.Changes.Side.Value).NotNull().IsInEnum().When(ask => ask.Changes.Side.Is);
        RuleFor(ask => ask.Changes.Contact.Value).MaximumLength(100);
        RuleFor(ask => ask.Changes.DueOn.Value).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class ChangeConsultingIssueHandler(JourneyDb db, IssueDesk desk, NameablePeople people)
    : IRequestHandler<ChangeConsultingIssue, Result<ShownIssue>>
{
    public async Task<Result<ShownIssue>> Handle(ChangeConsultingIssue ask, CancellationToken cancellation)
    {
        var issue = await desk.Find(ask.IssueId, cancellation);
        if (issue is null)
        {
            return IssueDesk.NotFound(ask.IssueId);
        }

        if (ask.Match.Refuses(issue) is { } stale)
        {
            return stale;
        }

        if (issue.State == IssueState.Void)
        {
            return ConsultingErrors.IssueVoid;
        }

        var words = ask.Changes.Over(issue.Words);
        if (words.Side != TaskSide.Ours && string.IsNullOrWhiteSpace(words.Contact))
        {
            return ConsultingErrors.NeedsContact;
        }

        if (words.DueOn is { } due && due < issue.OpenedOn)
        {
            return ConsultingErrors.DueBeforeOpened(due, issue.OpenedOn);
        }

        if (words.OwnerId != issue.OwnerId && !await people.HasInService(words.OwnerId, issue.AccountId, cancellation))
        {
            return JourneyErrors.NoSuchPerson(words.OwnerId, "/ownerId");
        }

        issue.Say(words);
        await db.SaveChangesAsync(cancellation);
        return await desk.Show(issue, cancellation);
    }
}

internal sealed class ChangeConsultingIssueEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/consulting-issues/{issueId}",
                (Guid issueId, IssueChanges changes, IfMatch match) =>
                    new ChangeConsultingIssue(issueId, changes, match)
            )
            .AcceptsMergePatch<IssueChanges>()
            .WithSummary("Change what an issue says, who keeps it moving, or when it is due")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. States have their own operation. "
                    + "If-Match carries the version read."
            )
            .WithExample(
                new IssueChanges { Severity = Optional.Of<IssueSeverity?>(IssueSeverity.Critical) },
                ShownIssue.Example with
                {
                    Severity = IssueSeverity.Critical,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
