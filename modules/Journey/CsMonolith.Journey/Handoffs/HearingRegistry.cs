namespace CsMonolith.Journey.Handoffs;

/// <summary>An answer as a caller gives it.</summary>
/// <param name="Question">The question's code, its wording or another of its names.</param>
/// <param name="Answer">In the customer's words.</param>
/// <param name="AnsweredOn">The day; not after today.</param>
/// <param name="AnsweredBy">The customer's person who said so.</param>
/// <param name="SourceLink">Where it is written down in the sales system.</param>
/// <param name="Corrects">
/// Whether it puts right what we had written down, without asking the customer again. An answer to a known question
/// that corrects nothing counts as a question asked twice.
/// </param>
internal sealed record GivenAnswer(
    string Question,
    string Answer,
    DateOnly AnsweredOn,
    string? AnsweredBy = null,
    string? SourceLink = null,
    bool Corrects = false
);

internal sealed class GivenAnswerValidator : AbstractValidator<GivenAnswer>
{
    public GivenAnswerValidator()
    {
        RuleFor(one => one.Question).NotEmpty().MaximumLength(200);
        RuleFor(one => one.Answer).NotEmpty().MaximumLength(4000);
        RuleFor(one => one.AnsweredBy).MaximumLength(100);
        RuleFor(one => one.SourceLink).MaximumLength(1000).IsLink();
    }
}

/// <summary>Knows what a customer has been asked, so that nobody asks twice without its being seen.</summary>
internal sealed class HearingRegistry(JourneyDb db)
{
    /// <summary>The newest answer to each question that an account has answered.</summary>
    public async Task<IReadOnlyDictionary<string, HearingAnswer>> Known(Guid account, CancellationToken cancellation) =>
        (await db.Set<HearingAnswer>().Where(one => one.AccountId == account).ToListAsync(cancellation))
            .GroupBy(one => one.Question)
            .ToDictionary(own => own.Key, own => own.MaxBy(one => (one.RecordedAt, one.Id))!);

    /// <summary>Adds answers of an account; of a question twice among them, the second is one asked again.</summary>
    /// <param name="pointer">Where the answers stand in the request's body: <c>/answers/{0}</c> or nothing.</param>
    /// <returns>What was added, in the order given; or the refusal of the first that names no question.</returns>
    public async Task<Result<IReadOnlyList<HearingAnswer>>> Record(
        Guid account,
        Guid? handoff,
        IReadOnlyList<GivenAnswer> given,
        Guid? askedBy,
        Func<int, string> pointer,
        CancellationToken cancellation
    )
    {
        var set = await HearingQuestions.Present(db, cancellation);
        var known = (await Known(account, cancellation)).Keys.ToHashSet(StringComparer.Ordinal);
        var added = new List<HearingAnswer>();
        for (var i = 0; i < given.Count; i++)
        {
            var one = given[i];
            if (set.Find(one.Question) is not { } question)
            {
                return HandoffErrors.NoSuchQuestion(
                    one.Question,
                    set.Questions.Select(other => other.Code),
                    $"{pointer(i)}/question"
                );
            }

            if (one.AnsweredOn > db.Clock.Today)
            {
                return JourneyErrors.NotYet(one.AnsweredOn, db.Clock.Today, $"{pointer(i)}/answeredOn");
            }

            added.Add(
                new HearingAnswer(
                    Guid.CreateVersion7(),
                    account,
                    handoff,
                    question.Code,
                    one.Answer,
                    known.Add(question.Code) ? AnswerKind.First
                        : one.Corrects ? AnswerKind.Correction
                        : AnswerKind.AskedAgain,
                    one.AnsweredBy,
                    one.AnsweredOn,
                    askedBy,
                    one.SourceLink,
                    db.Import.RecordedAt(one.AnsweredOn, db.Clock),
                    db.Import.IsHistory
                )
            );
        }

        db.Set<HearingAnswer>().AddRange(added);
        return added;
    }
}

/// <summary>A rule for addresses that people may follow from a page.</summary>
internal static class LinkRule
{
    /// <summary>Absolute, http or https: no page of ours may carry another scheme.</summary>
    public static IRuleBuilderOptions<T, string?> IsLink<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text =>
                text is null
                || (
                    Uri.TryCreate(text, UriKind.Absolute, out var link)
                    && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
                )
            )
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "https:// または http:// で始まるアドレスを指定してください。"
                    : "Give an address that begins with https:// or http://."
            );
}
