namespace CsMonolith.Journey.Handoffs;

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
