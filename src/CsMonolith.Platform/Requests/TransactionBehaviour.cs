using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CsMonolith.Platform.Requests;

/// <summary>Keeps a field of a request out of the audit row: a secret, or a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>The unit of work of a command: state, audit row and news in one transaction, or nothing.</summary>
internal sealed class TransactionBehaviour<TRequest, TAnswer>(ModuleStores stores, IServiceProvider scope, Permit permit) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        if (request is not ICommand)
        {
            return await next();
        }

        var db = stores.Of(typeof(TRequest), scope);
        try
        {
            return await db.Transact(
                async () =>
                {
                    var answer = await next();
                    if (answer.Error is null)
                    {
                        db.Set<AuditRow>().Add(AuditNote.Of(request, permit.Caller, db.Clock.Now));
                    }

                    return answer;
                },
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return TAnswer.Refused(HallwayErrors.ChangedMeanwhile);
        }
        catch (DbUpdateException broken) when (broken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
            or SqliteException { SqliteExtendedErrorCode: 1555 or 2067 })
        {
            return TAnswer.Refused(HallwayErrors.Twin);
        }
    }
}

/// <summary>Who did or read what, when.</summary>
internal static class AuditNote
{
    private const int RequestCharactersKept = 8000;

    public static AuditRow Of<TRequest>(TRequest request, Caller caller, DateTime now)
    {
        var json = JsonSerializer.Serialize(request, AuditJson.Options);
        return new AuditRow
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            PersonId = caller.PersonId,
            Operation = typeof(TRequest).Name,
            Request = json.Length <= RequestCharactersKept ? json : json[..RequestCharactersKept],
            TraceId = Activity.Current?.TraceId.ToString(),
        };
    }
}

/// <summary>JSON without the fields that are not audited.</summary>
internal static class AuditJson
{
    public static JsonSerializerOptions Options { get; } = new(Wire.Json)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                type =>
                {
                    foreach (var property in type.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(NotAuditedAttribute), inherit: false) == true).ToList())
                    {
                        type.Properties.Remove(property);
                    }
                },
            },
        },
    };
}
