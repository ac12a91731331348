using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SignIn;

/// <summary>Say who it is here whom an identity provider knows by a subject.</summary>
internal sealed record LinkIdentity(Guid PersonId, string Issuer, string Subject) : ICommand<ShownIdentity>;

/// <param name="LinkedBy">The administrator; <c>null</c> where a verified e-mail address did it.</param>
/// <param name="UnlinkedAt">Since then it signs in nobody.</param>
internal sealed record ShownIdentity(
    Guid Id,
    Guid PersonId,
    string Issuer,
    string Subject,
    DateTime LinkedAt,
    Guid? LinkedBy,
    DateTime? UnlinkedAt
)
{
    public static ShownIdentity Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000d1"),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "https://id.example.jp",
            "248289761001",
            new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
            null,
            null
        );

    public static ShownIdentity Of(IdentityLink link) =>
        new(link.Id, link.PersonId, link.Issuer, link.Subject, link.LinkedAt, link.LinkedBy, link.UnlinkedAt);
}

internal sealed class LinkIdentityValidator : AbstractValidator<LinkIdentity>
{
    public LinkIdentityValidator()
    {
        RuleFor(ask => ask.PersonId).NotEmpty();
        RuleFor(ask => ask.Issuer).NotEmpty().MaximumLength(500).Must(IsPlain).WithMessage(_ => Plain);
        RuleFor(ask => ask.Subject).NotEmpty().MaximumLength(255).Must(IsPlain).WithMessage(_ => Plain);
    }

    private static string Plain =>
        ProblemAnswers.InJapanese ? "制御文字は使えません。" : "It holds no control characters.";

    private static bool IsPlain(string text) => !text.Any(char.IsControl);
}

internal sealed class LinkIdentityHandler(AccessDb db, RequestContext context, IMediator mediator)
    : IRequestHandler<LinkIdentity, Result<ShownIdentity>>
{
    public async Task<Result<ShownIdentity>> Handle(LinkIdentity ask, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new WhoIs(ask.PersonId), cancellationToken) is not { } person)
        {
            return AccessErrors.NobodyToLink(ask.PersonId);
        }

        // Or an administrator would sign in as the auditor by a second account of their own.
        if (person.Roles.Where(role => role.IsOfTrust()).Except(context.Caller.Roles).ToList() is [var beyond, ..])
        {
            return AccessErrors.LinkBeyondLinker(person.Name, beyond);
        }

        var link = await db.Set<IdentityLink>()
            .SingleOrDefaultAsync(one => one.Issuer == ask.Issuer && one.Subject == ask.Subject, cancellationToken);
        if (link is { UnlinkedAt: null } && link.PersonId != ask.PersonId)
        {
            return AccessErrors.IdentityTaken(link.PersonId);
        }

        var now = db.Clock.Now;
        if (link is null)
        {
            link = new IdentityLink
            {
                Id = Guid.CreateVersion7(now),
                Issuer = ask.Issuer,
                Subject = ask.Subject,
            };
            db.Set<IdentityLink>().Add(link);
        }

        (link.PersonId, link.LinkedAt, link.LinkedBy, link.UnlinkedAt) = (
            ask.PersonId,
            now,
            context.Caller.PersonId,
            null
        );
        await db.SaveChangesAsync(cancellationToken);
        return ShownIdentity.Of(link);
    }
}

internal sealed class LinkIdentityEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/identities", (LinkIdentity ask) => ask)
            .Creates((ShownIdentity _) => "/v1/identities")
            .WithSummary("Link a person with their identity at the provider")
            .WithDescription(
                "Needed where the provider vouches for no e-mail address that a person here has. The refusal of a "
                    + "sign-in names issuer and subject."
            )
            .WithExample(
                new LinkIdentity(
                    ShownIdentity.Example.PersonId,
                    ShownIdentity.Example.Issuer,
                    ShownIdentity.Example.Subject
                ),
                ShownIdentity.Example
            )
            .WithProblems(400, 401, 403, 409);
}
