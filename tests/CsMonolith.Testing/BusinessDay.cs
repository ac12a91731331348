namespace CsMonolith.Testing;

/// <summary>
/// Today as the business counts it, in Tokyo, where the day begins nine hours before it does on a machine that runs by
/// UTC. For tests against a host that runs by the real clock.
/// </summary>
public static class BusinessDay
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>Today in Tokyo.</summary>
    public static DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Tokyo).DateTime);
}
