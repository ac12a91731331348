using CsMonolith.Health.Contracts;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Tests.Tasks;

public sealed class AdvisedTaskTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_step_that_somebody_took_becomes_one_task_of_theirs()
    {
        var account = (await _journey.Open("C-1")).Id;
        var csm = await _journey.Hire("csm");
        var taken = new NextStepTaken(
            Guid.CreateVersion7(),
            account,
            csm.Id,
            "状況を尋ねる",
            "72日たっています。",
            GoalId: null,
            JourneyAlone.Today,
            JourneyAlone.Today.AddDays(7)
        );

        await _journey.Hear(taken, taken);
        await _journey.Hear(taken);

        var task = (await _journey.Send(new ListTasks(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (task.Title, task.PersonId, task.DueOn, task.Source, task.SourceId).ShouldBe(
            ("状況を尋ねる", csm.Id, JourneyAlone.Today.AddDays(7), TaskSource.Advice, taken.AdviceId)
        );
    }
}
