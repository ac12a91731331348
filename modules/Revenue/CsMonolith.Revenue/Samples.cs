namespace CsMonolith.Revenue;

/// <summary>Ids and instants of the operations' examples.</summary>
internal static class Samples
{
    public static Guid Account { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000001");

    public static Guid Subscription { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000002");

    public static Guid Movement { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000003");

    public static Guid Policy { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000004");

    public static Guid Renewal { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000005");

    public static Guid Opportunity { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000006");

    public static Guid Lead { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000007");

    public static Guid Proposal { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000010");

    public static Guid Merge { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000008");

    public static Guid OtherAccount { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000009");

    public static Guid OtherSubscription { get; } = Guid.Parse("0199a000-0000-7000-8000-00000000000a");

    public static Guid Refund { get; } = Guid.Parse("0199a000-0000-7000-8000-00000000000d");

    public static Guid Gap { get; } = Guid.Parse("0199a000-0000-7000-8000-00000000000e");

    public static Guid Invoice { get; } = Guid.Parse("0199a000-0000-7000-8000-00000000000f");

    public static Guid AcquisitionCost { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000011");

    public static Guid Person { get; } = Guid.Parse("0199a000-0000-7000-8000-00000000000b");

    public static Guid Team { get; } = Guid.Parse("0199a000-0000-7000-8000-00000000000c");

    public static Guid Job { get; } = Guid.Parse("0199a000-0000-7000-8000-0000000000aa");

    public static DateTime Instant { get; } = new(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc);
}
