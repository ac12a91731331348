using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Requests;

/// <summary>Keeps a field of a request out of the audit row: a secret, or a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>Makes the row that says who did what.</summary>
public static class Audit
{
    private const int RequestCharactersKept = 8000;

    private static readonly JsonSerializerOptions WithoutSecrets = new(Wire.Json)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Strip } },
    };

    /// <summary>The row for one request.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="caller">Who acted.</param>
    /// <param name="now">When.</param>
    /// <param name="alone">The roles of trust under which one person did what two do otherwise.</param>
    /// <param name="before">What it replaced, as JSON; <c>null</c> where it replaced nothing.</param>
    public static AuditRow Note(
        IOperation request,
        Caller caller,
        DateTime now,
        string? alone = null,
        string? before = null
    )
    {
        var json = JsonSerializer.Serialize(request, request.GetType(), WithoutSecrets);
        return new AuditRow
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Actor = caller.Actor,
            PersonId = caller.PersonId,
            KeyMadeBy = caller.Key?.MadeBy,
            ActedAloneAs = alone,
            Operation = request.GetType().Name,
            Request = Kept(json),
            Before = before is null ? null : Kept(before),
            TraceId = Activity.Current?.TraceId.ToString(),
        };
    }

    /// <summary>
    /// The row for a command that is done but for its last save: with what it replaced, in one transaction with it.
    /// </summary>
    internal static async Task<AuditRow> NoteChanges(
        ModuleDb db,
        IOperation request,
        Caller caller,
        string? alone,
        CancellationToken cancellation
    )
    {
        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(cancellation);
        }

        return Note(request, caller, db.Clock.Now, alone, db.Former.Take());
    }

    private static string Kept(string json) =>
        json.Length <= RequestCharactersKept ? json : json[..RequestCharactersKept];

    private static void Strip(JsonTypeInfo type)
    {
        foreach (
            var property in type
                .Properties.Where(property =>
                    property.AttributeProvider?.IsDefined(typeof(NotAuditedAttribute), inherit: false) == true
                )
                .ToList()
        )
        {
            type.Properties.Remove(property);
        }
    }
}
