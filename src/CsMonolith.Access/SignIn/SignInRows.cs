using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Access.SignIn;

/// <summary>A one-time link. Only the hash of its code is stored.</summary>
internal sealed class SignInLink
{
    [SecretColumn]
    public required string CodeHash { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}

/// <summary>
/// Who it is here whom an identity provider knows by a subject. One that was taken apart stays, so that no e-mail
/// address joins it again.
/// </summary>
internal sealed class IdentityLink
{
    public Guid Id { get; set; }

    public required string Issuer { get; set; }

    public required string Subject { get; set; }

    public Guid PersonId { get; set; }

    public DateTime LinkedAt { get; set; }

    /// <summary>The administrator; <c>null</c> where a verified e-mail address did it.</summary>
    public Guid? LinkedBy { get; set; }

    public DateTime? UnlinkedAt { get; set; }
}

/// <summary>A signed-in person. Only the hash of the token is stored.</summary>
internal sealed class Session
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>A new session, and its token, which is stored nowhere.</summary>
    public static (Session Session, string Token) Begin(Guid person, DateTime now)
    {
        var token = Tokens.Make();
        return (
            new Session
            {
                TokenHash = Tokens.Hash(token),
                PersonId = person,
                StartedAt = now,
                ExpiresAt = now + Life,
            },
            token
        );
    }

    [SecretColumn]
    public required string TokenHash { get; set; }

    public Guid PersonId { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime ExpiresAt { get; set; }
}

internal sealed class SignInLinkTable : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> builder)
    {
        builder.ToTable("sign_in_links");
        builder.HasKey(link => link.CodeHash);
    }
}

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.TokenHash);
        builder.HasIndex(session => session.ExpiresAt);
    }
}

internal sealed class IdentityLinkTable : IEntityTypeConfiguration<IdentityLink>
{
    public void Configure(EntityTypeBuilder<IdentityLink> builder)
    {
        builder.ToTable("identities");
        builder.HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.HasIndex(link => new { link.Issuer, link.Subject }).IsUnique();
        builder.HasIndex(link => link.PersonId);
    }
}
