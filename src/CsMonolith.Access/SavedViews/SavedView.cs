using CsMonolith.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Access.SavedViews;

/// <summary>
/// An address of the console under a name: filters, sorting, columns and period of one screen. It holds no rows, so
/// whoever opens it sees their own.
/// </summary>
internal sealed class SavedView : Aggregate
{
    /// <summary>The most that one person has.</summary>
    public const int MostOfAPerson = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OwnerId { get; init; }

    public required string Name { get; set; }

    /// <summary>The screen that it is a view of: <c>portfolio</c>.</summary>
    public required string Screen { get; set; }

    /// <summary>The query string, without the question mark.</summary>
    public required string Address { get; set; }

    /// <summary>Whether everybody may open it; only its owner changes it.</summary>
    public required bool IsShared { get; set; }

    public required DateTime ChangedAt { get; set; }

    /// <summary>Whether a person may open it.</summary>
    public bool IsReadBy(Guid? person) => IsShared || OwnerId == person;
}

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views").HasKey(view => view.Id);
        builder.Property(view => view.Id).ValueGeneratedNever();
        builder.Property(view => view.Name).HasMaxLength(100);
        builder.Property(view => view.Screen).HasMaxLength(50);
        builder.Property(view => view.Address).HasMaxLength(2000);
        builder.HasIndex(view => view.OwnerId);
        builder.HasIndex(view => view.IsShared);
    }
}

/// <param name="Address">The query string, without the question mark.</param>
/// <param name="IsOwn">Whether it is the reader's own; only own views are changed.</param>
internal sealed record SavedViewRow(
    Guid Id,
    string Name,
    string Screen,
    string Address,
    bool IsShared,
    Guid OwnerId,
    bool IsOwn,
    DateTime ChangedAt,
    long Version
)
{
    public static SavedViewRow Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            "更新が近い高リスク顧客",
            "portfolio",
            "filter[band][eq]=high&sort=-expectedLoss",
            IsShared: true,
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            IsOwn: true,
            new DateTime(2026, 11, 30, 0, 15, 0, DateTimeKind.Utc),
            Version: 1
        );

    public static SavedViewRow Of(SavedView view, Guid? reader) =>
        new(
            view.Id,
            view.Name,
            view.Screen,
            view.Address,
            view.IsShared,
            view.OwnerId,
            view.OwnerId == reader,
            view.ChangedAt,
            view.Version
        );
}
