using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Requests;

/// <summary>Who did what, when: one row for every mutation, in the same transaction.</summary>
public sealed class AuditRow
{
    /// <summary>Guid v7.</summary>
    public Guid Id { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>
    /// Who acted: <c>person:</c> and the id, <c>key:</c> and its prefix, <c>product</c> or <c>anonymous</c>.
    /// </summary>
    public required string Actor { get; set; }

    /// <summary>The person, or <c>null</c> for machines, the product itself and anonymous sign-in.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The person who made the API key that acted; <c>null</c> where no key did.</summary>
    public Guid? KeyMadeBy { get; set; }

    /// <summary>
    /// The roles of trust, by camelCase name and separated by blanks, under which one person did what two do otherwise;
    /// <c>null</c> where none was.
    /// </summary>
    public string? ActedAloneAs { get; set; }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; set; }

    /// <summary>The request as JSON, at most 8,000 characters of it; secrets are replaced.</summary>
    public required string Request { get; set; }

    /// <summary>
    /// What it replaced, as JSON, at most 8,000 characters of it: for each row that was changed or removed its kind,
    /// its id and the former values, without secrets. <c>null</c> where nothing was.
    /// </summary>
    public string? Before { get; set; }

    /// <summary>The trace that logs and spans share.</summary>
    public string? TraceId { get; set; }
}

internal sealed class AuditRowTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit", PlatformDb.Schema);
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.At);
    }
}
