namespace CsMonolith.Health.Advice;

/// <summary>Finds the advice that somebody answers; one that no night has given yet is given as it is answered.</summary>
internal sealed class AdviceAnswers(HealthDb db, AdviceDesk desk, RequestContext context)
{
    /// <summary>The advice, and the step as it is shown.</summary>
    public async Task<Result<(GivenAdvice Advice, AdvisedStep Step)>> Find(
        Guid account,
        string step,
        CancellationToken cancellation
    )
    {
        if (context.Caller.PersonId is null)
        {
            return AdviceErrors.NoPerson;
        }

        if (await desk.Of(account, cancellation) is not { } now)
        {
            return PlatformErrors.NotFound("account", account);
        }

        var newest = await desk.Newest(account, cancellation);
        var advised = AdviceDesk.Advised(now, newest, desk.Today);
        if (advised.FirstOrDefault(reason => reason.Step.Key == step) is not { } wanted)
        {
            return newest.GetValueOrDefault(step) is { } before && before.Rests(desk.Today)
                ? AdviceErrors.Answered(before.State, before.AnsweredOn)
                : AdviceErrors.NotAdvised(step, advised.Select(reason => reason.Step.Key));
        }

        var standing = newest.GetValueOrDefault(step);
        if (standing?.State != AdviceState.Given)
        {
            standing = GivenAdvice.Give(now, wanted, desk.Today);
            db.Add(standing);
        }

        return (standing, desk.Show(now, wanted, await desk.Setting(account, cancellation)));
    }
}
