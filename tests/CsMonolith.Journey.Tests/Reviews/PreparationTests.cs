using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Reviews;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Reviews;

public sealed class PreparationTests : IDisposable
{
    private static readonly DateOnly Today = JourneyAlone.Today;
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Minutes_of_preparation_stand_in_the_time_log_once()
    {
        var me = await _journey.Hire("me");
        _journey.SignIn(me.Id, Role.CsOps);
        var account = (await _journey.Open("C-1")).Id;

        var told = await Prepare(account, new(2026, 11, 25), 35, PreparationMethod.WithPack);

        var activity = (await _journey.Send(new ListActivities(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (activity.Id, activity.Kind, activity.Minutes, activity.ById).ShouldBe(
            (told.ActivityId, ActivityKind.Preparation, 35, me.Id)
        );
        (await _journey.Send(new ListReviewPreparations(account, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .ShouldBe(told);
    }

    // By hand: C-1 120 + 60 = 180, C-2 240, C-3 200; median 200. With a pack: C-1 30, C-2 50; median 40.
    // Same customers: C-1 180 - 30 = 150, C-2 240 - 50 = 190; median 170.
    [Fact]
    public async Task The_saving_is_told_with_who_is_compared()
    {
        var (one, two, three) = (
            (await _journey.Open("C-1")).Id,
            (await _journey.Open("C-2")).Id,
            (await _journey.Open("C-3")).Id
        );
        await Prepare(one, new(2026, 8, 20), 120, PreparationMethod.ByHand);
        await Prepare(one, new(2026, 8, 20), 60, PreparationMethod.ByHand);
        await Prepare(two, new(2026, 8, 21), 240, PreparationMethod.ByHand);
        await Prepare(three, new(2026, 8, 22), 200, PreparationMethod.ByHand);
        await Prepare(one, new(2026, 11, 25), 30, PreparationMethod.WithPack);
        await Prepare(two, new(2026, 11, 26), 20, PreparationMethod.WithPack);
        await Prepare(two, new(2026, 11, 26), 30, PreparationMethod.ByHand);
        await Prepare(three, new(2027, 2, 1), 740, PreparationMethod.WithPack);

        var figures = (await Figures()).Value;

        (
            figures.ByHand.Reviews,
            figures.ByHand.Customers,
            figures.ByHand.Minutes,
            figures.ByHand.MedianMinutes
        ).ShouldBe((3, 3, 620, 200m));
        (figures.WithPack.Reviews, figures.WithPack.Customers, figures.WithPack.MedianMinutes).ShouldBe((2, 2, 40m));
        (figures.SavedMinutes, figures.Why).ShouldBe((160m, null));
        figures.SameCustomers.ShouldBe(new PairedPreparation(2, 170m));
    }

    [Fact]
    public async Task Without_reviews_on_both_sides_no_saving_is_told_and_the_reason_is()
    {
        await Prepare((await _journey.Open("C-1")).Id, new(2026, 11, 25), 30, PreparationMethod.WithPack);

        var figures = (await Figures()).Value;

        (figures.SavedMinutes, figures.ByHand.MedianMinutes, figures.SameCustomers.MedianSavedMinutes).ShouldBe(
            (null, null, null)
        );
        figures.Why.ShouldNotBeNull();
        (await _journey.Send(new GetPreparationFigures(new(2026, 2, 1), new(2026, 1, 1)))).Error!.Code.ShouldBe(
            "journey.review-preparation.period-backwards"
        );
    }

    [Fact]
    public async Task Work_of_tomorrow_and_by_nobody_is_refused()
    {
        var account = (await _journey.Open("C-1")).Id;
        var work = new PreparationWork(Today, new(2026, 12, 1), 30, PreparationMethod.ByHand);

        (await Code(work with { On = Today.AddDays(1) })).ShouldBe("journey.day.not-yet");
        (await Code(work with { PersonId = Guid.CreateVersion7() })).ShouldBe("journey.person.unknown");
        (await Code(work with { Minutes = 0 })).ShouldBe("platform.invalid");
        (await Code(work with { PackId = Guid.CreateVersion7() })).ShouldBe("platform.invalid");
        (await Code(work with { Method = PreparationMethod.WithPack })).ShouldBe("platform.invalid");
        (await Code(work with { ReviewOn = Today.AddDays(367) })).ShouldBe("platform.invalid");

        async Task<string> Code(PreparationWork given) =>
            (await _journey.Send(new RecordReviewPreparation(account, given))).Error!.Code;
    }

    [Fact]
    public async Task A_csm_records_their_own_minutes_and_nobody_works_more_than_a_day_on_one()
    {
        var (me, other) = (await _journey.Hire("me"), await _journey.Hire("other"));
        var account = (await _journey.Open("C-1")).Id;
        await _journey.Own(account, me);
        var work = new PreparationWork(Today, new(2026, 12, 1), 900, PreparationMethod.ByHand);
        _journey.SignIn(me.Id, Role.Csm);

        (await Code(work with { PersonId = other.Id })).ShouldBe("journey.review-preparation.not-yours");
        (await Code(work with { PersonId = me.Id })).ShouldBeNull();
        (await Code(work with { Minutes = 541 })).ShouldBe("journey.review-preparation.day-full");
        (await Code(work with { Minutes = 541, On = Today.AddDays(-1) })).ShouldBeNull();
        (await Code(work with { Minutes = 540 })).ShouldBeNull();
        _journey.SignIn(me.Id, Role.CsOps);
        (await Code(work with { PersonId = other.Id })).ShouldBeNull();

        async Task<string?> Code(PreparationWork given) =>
            (await _journey.Send(new RecordReviewPreparation(account, given))).Error?.Code;
    }

    private Task<Result<PreparationFigures>> Figures() =>
        _journey.Send(new GetPreparationFigures(new(2026, 7, 1), new(2026, 12, 31)));

    private async Task<ShownReviewPreparation> Prepare(
        Guid account,
        DateOnly reviewOn,
        int minutes,
        PreparationMethod method
    ) =>
        (
            await _journey.Send(
                new RecordReviewPreparation(
                    account,
                    new PreparationWork(
                        Today,
                        reviewOn,
                        minutes,
                        method,
                        method == PreparationMethod.WithPack ? Guid.CreateVersion7() : null
                    )
                )
            )
        ).Value;
}
