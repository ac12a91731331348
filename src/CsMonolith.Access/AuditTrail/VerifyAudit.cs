using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Access.AuditTrail;

/// <summary>Find out whether anybody has changed the audit trail.</summary>
/// <param name="KnownHead">
/// A head that was kept elsewhere, as the log writes it: then a trail that was cut short shows as well.
/// </param>
internal sealed record VerifyAudit(string? KnownHead = null) : ICommand<JobAccepted>;

internal sealed class VerifyAuditValidator : AbstractValidator<VerifyAudit>
{
    public VerifyAuditValidator() =>
        RuleFor(ask => ask.KnownHead)
            .Must(text => text is null || AuditTrail.KnownHead.TryParse(text, out _))
            .WithMessage("'{PropertyValue}' is not number:hash, such as 128400:9f3c… with 64 hexadecimal digits.");
}

internal sealed class VerifyAuditHandler(AccessDb db, JobScheduler scheduler)
    : IRequestHandler<VerifyAudit, Result<JobAccepted>>
{
    public Task<Result<JobAccepted>> Handle(VerifyAudit ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<JobAccepted>>(scheduler.Enqueue(db, new GoThroughAudit(ask.KnownHead)));
}

/// <summary>Go through the whole audit trail.</summary>
internal sealed record GoThroughAudit(string? KnownHead) : IJob<AuditVerdict>;

internal sealed class GoThroughAuditHandler(AuditVerifier verifier, JobProgress progress)
    : IRequestHandler<GoThroughAudit, Result<AuditVerdict>>
{
    public async Task<Result<AuditVerdict>> Handle(GoThroughAudit ask, CancellationToken cancellationToken)
    {
        var known = ask.KnownHead is not null && KnownHead.TryParse(ask.KnownHead, out var head) ? head : null;
        return await verifier.Verify(
            known,
            (done, all) =>
                progress.Report(
                    (int)(done * 100 / Math.Max(1, all)),
                    $"Verified {done:N0} of {all:N0} rows",
                    $"{all:N0}行中{done:N0}行を検証しました"
                ),
            cancellationToken
        );
    }
}

internal sealed class VerifyAuditEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/audit-verifications", (VerifyAudit ask) => ask)
            .WithSummary("Verify the audit trail")
            .WithDescription(
                "A job goes through every row, link and signed head. Its result says whether the trail holds, and "
                    + "if not, which row was changed, taken out or moved first. Give the head that the log last "
                    + "wrote to see whether the trail's end was cut off."
            )
            .WithExample(
                new VerifyAudit("128400:9f3c0b5de1c2a47788d0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566"),
                new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000aa"))
            )
            .WithProblems(400, 401, 403);
}
