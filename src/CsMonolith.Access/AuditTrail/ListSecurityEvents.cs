using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.AuditTrail;

/// <summary>Who signed in, made keys or changed people: the events without their content.</summary>
internal sealed record ListSecurityEvents(ListAsk List) : IQuery<Page<SecurityEvent>>, ISensitiveQuery;

/// <param name="Actor">person:…, key:…, product or anonymous.</param>
internal sealed record SecurityEvent(Guid Id, DateTime At, string Actor, string Operation, string? TraceId)
{
    public static SecurityEvent Of(AuditRow row) => new(row.Id, row.At, row.Actor, row.Operation, row.TraceId);

    public static SecurityEvent Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000ae"),
            new DateTime(2026, 11, 20, 0, 2, 0, DateTimeKind.Utc),
            "person:0199a000-0000-7000-8000-000000000001",
            "StartSession",
            "4bf92f3577b34da6a3ce929d0e0e4736"
        );
}

internal sealed class ListSecurityEventsHandler(AccessDb db, PermissionTable table, Cursors cursors)
    : IRequestHandler<ListSecurityEvents, Result<Page<SecurityEvent>>>
{
    private static readonly string[] Resources =
    [
        "sessions",
        "api-keys",
        "identities",
        "people",
        "trust",
        "teams",
        "audit",
    ];

    public static ListShape<AuditRow> Shape { get; } =
        new ListShape<AuditRow>(row => row.Id, "-at")
            .With("at", row => row.At)
            .With("actor", row => row.Actor)
            .With("operation", row => row.Operation);

    public Task<Result<Page<SecurityEvent>>> Handle(ListSecurityEvents ask, CancellationToken cancellationToken)
    {
        var operations = table
            .Rows.Where(row => Resources.Contains(row.Resource))
            .Select(row => row.Operation)
            .ToArray();
        return Shape.Page(
            db.Set<AuditRow>().AsNoTracking().Where(row => operations.Contains(row.Operation)),
            ask.List,
            cursors,
            SecurityEvent.Of,
            cancellationToken
        );
    }
}

internal sealed class ListSecurityEventsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/security-events", (ListAsk list) => new ListSecurityEvents(list))
            .WithMetadata(new ListFields(ListSecurityEventsHandler.Shape.Fields))
            .WithSummary("Who signed in, made keys or changed people, without content")
            .WithExample(null, new Page<SecurityEvent>([SecurityEvent.Example], null))
            .WithProblems(400, 401, 403);
}
