using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Outbox;

/// <summary>
/// Stores news in the transaction of the change that it tells of, from where the dispatcher delivers it.
/// </summary>
internal sealed class OutboxWriter : ITransactionStep
{
    private const string NoAccount = "-";

    public Task Publish(ModuleDb db, IReadOnlyList<IEvent> news, CancellationToken cancellation) =>
        BulkAppend.Append(db, news.Select(one => RowOf(one, db.Clock.Now)).ToList(), cancellation);

    private static OutboxRow RowOf(IEvent news, DateTime now) =>
        new()
        {
            MessageId = Guid.CreateVersion7(),
            Lane = news.AccountId?.ToString() ?? NoAccount,
            News = Reaction.NameOf(news.GetType()),
            Payload = JsonSerializer.Serialize(news, news.GetType(), Wire.Json),
            StoredAt = now,
        };
}
