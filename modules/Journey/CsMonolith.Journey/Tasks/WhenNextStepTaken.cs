using CsMonolith.Health.Contracts;

namespace CsMonolith.Journey.Tasks;

/// <summary>Opens the task of a step that was advised and taken; once for each advice.</summary>
internal sealed class WhenNextStepTaken(JourneyDb db) : INotificationHandler<NextStepTaken>
{
    public async Task Handle(NextStepTaken notification, CancellationToken cancellation)
    {
        var (advice, by) = (notification.AdviceId, notification.PersonId);
        if (
            await db.Set<TaskItem>()
                .AnyAsync(task => task.Source == TaskSource.Advice && task.SourceId == advice, cancellation)
        )
        {
            return;
        }

        var id = Guid.CreateVersion7();
        var task = new TaskItem(
            id,
            notification.Account,
            TaskSide.Ours,
            TaskSource.Advice,
            advice,
            parentId: null,
            id,
            depth: 0,
            notification.On,
            by,
            db.Clock.Now
        );
        task.Say(new TaskWords(notification.Title, notification.Note, by, Contact: null, notification.GoalId));
        db.Set<TaskItem>().Add(task);
        db.Set<TaskEvent>()
            .Add(task.Begin(notification.DueOn, new TaskRemark(Text: null, Link: null, by, db.Clock.Now)));
    }
}
