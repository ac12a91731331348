using System.Text.Json;
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

/// <summary>Who did what, and who looked at what is sensitive?</summary>
internal sealed record ListAuditEvents(ListAsk List) : IQuery<Page<AuditEvent>>, ISensitiveQuery;

/// <param name="Actor">person:…, key:…, product or anonymous.</param>
/// <param name="KeyMadeBy">The person who made the API key that acted; <c>null</c> where no key did.</param>
/// <param name="ActedAloneAs">
/// The roles of trust under which one person did what two do otherwise, since the owner relaxed the rule; <c>null</c>
/// where none was.
/// </param>
/// <param name="Operation">The operation's id in this document.</param>
/// <param name="Request">What was asked, without secrets; at most 8,000 characters of it.</param>
/// <param name="Before">
/// What it replaced, as JSON: for each row that was changed or removed its kind, its id and the former values, without
/// secrets; at most 8,000 characters. <c>null</c> where nothing was replaced.
/// </param>
/// <param name="TraceId">Leads to the logs and spans.</param>
internal sealed record AuditEvent(
    Guid Id,
    DateTime At,
    string Actor,
    Guid? PersonId,
    Guid? KeyMadeBy,
    string? ActedAloneAs,
    string Operation,
    string Request,
    string? Before,
    string? TraceId
)
{
    public static AuditEvent Of(AuditRow row) =>
        new(
            row.Id,
            row.At,
            row.Actor,
            row.PersonId,
            row.KeyMadeBy,
            row.ActedAloneAs,
            row.Operation,
            row.Request,
            row.Before,
            row.TraceId
        );

    public static AuditEvent Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000ad"),
            new DateTime(2026, 11, 20, 1, 15, 0, DateTimeKind.Utc),
            "person:0199a000-0000-7000-8000-000000000011",
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            KeyMadeBy: null,
            ActedAloneAs: null,
            "ChangePerson",
            JsonSerializer.Serialize(
                new { personId = "0199a000-0000-7000-8000-000000000012", changes = new { name = "佐藤 美咲" } }
            ),
            JsonSerializer.Serialize(
                new[]
                {
                    new
                    {
                        of = "Person",
                        id = "0199a000-0000-7000-8000-000000000012",
                        was = new { name = "鈴木 美咲" },
                    },
                }
            ),
            "4bf92f3577b34da6a3ce929d0e0e4736"
        );
}

internal sealed class ListAuditEventsHandler(AccessDb db, RequestContext context, IMediator mediator, Cursors cursors)
    : IRequestHandler<ListAuditEvents, Result<Page<AuditEvent>>>
{
    public static ListShape<AuditRow> Shape { get; } =
        new ListShape<AuditRow>(row => row.Id, "-at")
            .With("at", row => row.At)
            .With("actor", row => row.Actor)
            .With("personId", row => row.PersonId)
            .With("keyMadeBy", row => row.KeyMadeBy)
            .With("operation", row => row.Operation)
            .With("traceId", row => row.TraceId);

    public async Task<Result<Page<AuditEvent>>> Handle(ListAuditEvents ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<AuditRow>().AsNoTracking();
        if (context.Scope != PermissionScope.All)
        {
            var people = (
                await mediator.Send(new PeopleInScope(context.Caller.PersonId, context.Scope), cancellationToken)
            ).ToArray();
            rows = rows.Where(row => row.PersonId != null && people.Contains(row.PersonId.Value));
        }

        return await Shape.Page(rows, ask.List, cursors, AuditEvent.Of, cancellationToken);
    }
}

internal sealed class ListAuditEventsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/audit-events", (ListAsk list) => new ListAuditEvents(list))
            .WithMetadata(new ListFields(ListAuditEventsHandler.Shape.Fields))
            .WithSummary("Who did what, and who looked at what is sensitive")
            .WithDescription(
                "Auditors and privacy officers see everything, leaders the people of their teams, everybody else "
                    + "themselves. Looking here is itself noted."
            )
            .WithExample(null, new Page<AuditEvent>([AuditEvent.Example], null))
            .WithProblems(400, 401, 403);
}
