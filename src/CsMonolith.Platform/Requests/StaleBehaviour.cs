using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Tells a caller who changes what somebody else has changed in which fields: what they read, what they want, what is
/// stored. It shows only fields that the operation's own answer has, and only to callers whom the handler let come as
/// far as the version.
/// </summary>
internal sealed class StaleBehaviour<TRequest, TAnswer>(
    ModuleStores stores,
    IServiceProvider scope,
    AnswerHeaders headers
) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>, ICommand
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        var answer = await next();
        if (answer.Error is not { Kind: ErrorKind.Stale, Changed: { } changed } stale)
        {
            return answer;
        }

        var present = await Present(stores.Of(typeof(TRequest), scope), changed, request, cancellationToken);
        headers.ETag = Wire.ETag(present.Version);
        return TAnswer.Refused(stale with { Present = present });
    }

    private static async Task<PresentState> Present(
        ModuleDb db,
        Aggregate changed,
        TRequest request,
        CancellationToken cancellation
    )
    {
        db.ChangeTracker.Clear();
        var type = db.Model.FindEntityType(changed.GetType())!;
        var (entity, key) = (type.Name, VersionRow.KeyOf(type, changed));
        var stored = await db.FindAsync(
            type.ClrType,
            [.. type.FindPrimaryKey()!.Properties.Select(property => property.GetGetter().GetClrValue(changed))],
            cancellation
        );
        var current = (Aggregate?)stored ?? changed;
        var read = ReadVersion(request);
        var steps = await db.Set<VersionRow>()
            .AsNoTracking()
            .Where(row =>
                row.Entity == entity && row.RowKey == key && row.Version >= read && row.Version < current.Version
            )
            .OrderBy(row => row.Version)
            .Select(row => row.Was)
            .ToListAsync(cancellation);
        var isKnown = read >= 0 && steps.Count == current.Version - read;
        return new PresentState(
            current.Version,
            [
                .. Differences(
                    type,
                    current,
                    isKnown ? steps : null,
                    JsonSerializer.SerializeToElement(request, Wire.Json)
                ),
            ]
        );
    }

    private static long ReadVersion(TRequest request) =>
        typeof(TRequest)
            .GetProperties()
            .Select(property => property.GetValue(request))
            .OfType<IfMatch>()
            .SingleOrDefault()
            ?.Version
        ?? -1;

    // With every step since the caller's version, the fields that changed; without, those that the request would
    // change.
    private static IEnumerable<FieldDifference> Differences(
        IEntityType type,
        Aggregate current,
        List<string>? steps,
        JsonElement request
    )
    {
        var shown = Wire
            .Json.GetTypeInfo(typeof(TAnswer).GetGenericArguments()[0])
            .Properties.Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);
        var was = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (
            var (property, value) in (steps ?? []).SelectMany(step =>
                JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(step)!
            )
        )
        {
            was.TryAdd(property, value);
        }

        foreach (
            var property in type.GetProperties()
                .Where(property => property.Name != nameof(Aggregate.Version) && !property.IsShadowProperty())
        )
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(
                VersionRow.IsJson(property) ? property.Name[..^4] : property.Name
            );
            if (!shown.Contains(field))
            {
                continue;
            }

            var theirs = VersionRow.Form(property.GetGetter().GetClrValue(current), property);
            var yours = Asked(request, field);
            JsonElement? read = was.TryGetValue(property.Name, out var former) ? former : null;
            if ((steps is null ? yours : read) is { } before && !JsonElement.DeepEquals(before, theirs))
            {
                yield return new FieldDifference($"/{field}", read, yours, theirs);
            }
        }
    }

    // A request holds its body's fields, or the body as one of its own.
    private static JsonElement? Asked(JsonElement request, string field) =>
        request.TryGetProperty(field, out var own)
            ? own
            : request
                .EnumerateObject()
                .Where(part => part.Value.ValueKind == JsonValueKind.Object)
                .Select(part => part.Value.TryGetProperty(field, out var inner) ? inner : (JsonElement?)null)
                .FirstOrDefault(inner => inner is not null);
}
