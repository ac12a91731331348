using CsMonolith.Kernel;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CsMonolith.Platform.Bulk;

/// <summary>An order of many at once.</summary>
/// <typeparam name="TItem">One item of the body.</typeparam>
/// <typeparam name="TAnswer">What one item comes to.</typeparam>
public interface IBulk<TItem, TAnswer> : ICommand<BulkAnswer<TAnswer>>, IAuditedByItem
{
    /// <summary>The items.</summary>
    BulkAsk<TItem> Bulk { get; }
}

/// <summary>What a bulk call came to.</summary>
/// <param name="Succeeded">Items that took effect.</param>
/// <param name="Refused">Items that did not; the others stand.</param>
/// <param name="Items">In the order of the request.</param>
public sealed record BulkAnswer<TAnswer>(int Succeeded, int Refused, IReadOnlyList<BulkOutcome<TAnswer>> Items);

/// <summary>What one item came to.</summary>
/// <param name="Status">As if it had been sent alone.</param>
/// <param name="Answer">The answer, where it took effect.</param>
/// <param name="Problem">Why not, where it did not; pointers lead into the bulk call's body.</param>
public sealed record BulkOutcome<TAnswer>(int Status, TAnswer? Answer, ProblemDetails? Problem);

/// <summary>
/// Sends each item of a bulk call through the pipeline, in one transaction for them all: an item that is refused is
/// taken back to where it began and changes nothing for the others.
/// </summary>
/// <param name="db">The module's context.</param>
/// <param name="mediator">Sends the items.</param>
/// <param name="success">The status that an item has when it takes effect.</param>
public abstract class BulkHandler<TBulk, TItem, TAnswer>(ModuleDb db, IMediator mediator, int success)
    : IRequestHandler<TBulk, Result<BulkAnswer<TAnswer>>>
    where TBulk : IBulk<TItem, TAnswer>
{
    /// <summary>The most items in a call.</summary>
    public const int MostItems = 1000;

    /// <inheritdoc />
    public async Task<Result<BulkAnswer<TAnswer>>> Handle(TBulk request, CancellationToken cancellationToken)
    {
        var items = request.Bulk.Items;
        if (items.Count is 0 or > MostItems)
        {
            return PlatformErrors.Invalid(
                new FieldFault(
                    "/items",
                    $"{items.Count} items are not 1 to {MostItems}. Send more calls with fewer items.",
                    $"{items.Count}件は1件から{MostItems}件の範囲にありません。分けて送ってください。"
                )
            );
        }

        var outcomes = new List<Result<TAnswer>>(items.Count);
        foreach (var (item, fault) in items)
        {
            outcomes.Add(
                fault is not null
                    ? fault
                    : await db.Attempt(() => mediator.Send(Order(item!), cancellationToken), cancellationToken)
            );
        }

        var refused = outcomes.Count(outcome => outcome.Error is not null);
        return request.Bulk.Atomic && refused > 0
            ? PlatformErrors.BulkRefused([.. outcomes.SelectMany((outcome, place) => Faults(outcome.Error, place))])
            : new BulkAnswer<TAnswer>(items.Count - refused, refused, [.. outcomes.Select(Show)]);
    }

    /// <summary>The order that an item gives.</summary>
    protected abstract ICommand<TAnswer> Order(TItem item);

    private static IEnumerable<FieldFault> Faults(Error? error, int place) =>
        error switch
        {
            null => [],
            { Fields.Count: 0 } => [new FieldFault($"/items/{place}", error.En, error.Ja)],
            _ => error.Fields.Select(field => field with { Pointer = $"/items/{place}{field.Pointer}" }),
        };

    private BulkOutcome<TAnswer> Show(Result<TAnswer> outcome, int place)
    {
        if (outcome.Error is not { } error)
        {
            return new BulkOutcome<TAnswer>(success, outcome.Value, null);
        }

        var problem = ProblemAnswers.Describe(error with { Fields = [.. Faults(error, place)] });
        return new BulkOutcome<TAnswer>(problem.Status!.Value, default, problem);
    }
}
