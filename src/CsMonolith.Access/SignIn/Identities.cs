using System.Security.Claims;
using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.SignIn;

/// <summary>Whom an identity provider vouches for.</summary>
/// <param name="Email">Only if the provider says that it is verified.</param>
internal sealed record VouchedIdentity(string Issuer, string Subject, [property: NotAudited] string? Email)
{
    public const string EmailClaim = "email";
    public const string EmailVerifiedClaim = "email_verified";

    /// <summary>
    /// Reads a validated token's claims, by their names on the wire. Some providers send <c>email_verified</c> as text;
    /// "true" counts like true, and nothing else does.
    /// </summary>
    public static VouchedIdentity? Of(ClaimsPrincipal principal)
    {
        var verified = principal.FindFirst(EmailVerifiedClaim)?.Value is "true";
        return principal.FindFirst("iss")?.Value is { } issuer && principal.FindFirst("sub")?.Value is { } subject
            ? new VouchedIdentity(issuer, subject, verified ? principal.FindFirst(EmailClaim)?.Value : null)
            : null;
    }
}

/// <summary>
/// Finds the person whom an identity provider vouches for. The first time a verified e-mail address may lead to
/// somebody who is known here already; a token alone never makes a person, and an address never brings a second subject
/// to one who has a first, since companies give the addresses of those who left to others.
/// </summary>
internal sealed class Identities(AccessDb db, IMediator mediator, IHostEnvironment environment)
{
    private const int LongestSubject = 255;

    public async Task<Result<KnownPerson>> Recognise(VouchedIdentity identity, CancellationToken cancellation)
    {
        var refusal = AccessErrors.IdentityUnknown(identity.Issuer, identity.Subject);
        if (identity.Subject.Length > LongestSubject || identity.Subject.Any(char.IsControl))
        {
            return refusal;
        }

        var link = await Find(identity, cancellation) ?? await LinkByEmail(identity, cancellation);
        if (
            link is not { UnlinkedAt: null }
            || await mediator.Send(new WhoIs(link.PersonId), cancellation) is not { } person
            || IsBarred(person)
        )
        {
            return refusal;
        }

        return person;
    }

    private bool IsBarred(KnownPerson person) => person.IsDemo && environment.IsProduction();

    /// <summary>The link of an identity, also one that was taken apart: no address leads to anybody then.</summary>
    public Task<IdentityLink?> Find(VouchedIdentity identity, CancellationToken cancellation) =>
        db.Set<IdentityLink>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                link => link.Issuer == identity.Issuer && link.Subject == identity.Subject,
                cancellation
            );

    private async Task<IdentityLink?> LinkByEmail(VouchedIdentity identity, CancellationToken cancellation)
    {
        if (
            identity.Email is not { } email
            || email.Any(char.IsControl)
            || await mediator.Send(new WhoHasEmail(email), cancellation) is not { } person
            || IsBarred(person)
        )
        {
            return null;
        }

        if (
            await db.Set<IdentityLink>()
                .AnyAsync(link => link.PersonId == person.Id && link.Issuer == identity.Issuer, cancellation)
        )
        {
            // Another subject, or this one by a request that came with us.
            return await Find(identity, cancellation);
        }

        var now = db.Clock.Now;
        var made = new IdentityLink
        {
            Id = Guid.CreateVersion7(now),
            Issuer = identity.Issuer,
            Subject = identity.Subject,
            PersonId = person.Id,
            LinkedAt = now,
        };
        try
        {
            await db.Transact(
                () =>
                {
                    db.Set<IdentityLink>().Add(made);
                    db.Set<AuditRow>()
                        .Add(
                            Audit.Note(
                                new LinkIdentity(person.Id, identity.Issuer, identity.Subject),
                                new Caller(person.Id, person.Name, person.Roles),
                                now
                            )
                        );
                    return Task.CompletedTask;
                },
                cancellation
            );
            return made;
        }
        catch (DbUpdateException)
        {
            // A browser sends several requests at once, and one of them was first.
            db.ChangeTracker.Clear();
            return await Find(identity, cancellation);
        }
    }
}
