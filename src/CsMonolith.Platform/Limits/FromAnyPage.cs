using Microsoft.AspNetCore.Cors.Infrastructure;

namespace CsMonolith.Platform.Limits;

/// <summary>
/// The rule by which pages of any site may call an operation from a browser. Only operations that name it are called
/// so: those that take usage under a write key, which stands in the page anyway. No cookie is sent along.
/// </summary>
public static class FromAnyPage
{
    /// <summary>The name, for <c>RequireCors</c>.</summary>
    public const string Name = "from-any-page";

    internal static void Allow(CorsPolicyBuilder policy) =>
        policy
            .AllowAnyOrigin()
            .WithMethods("POST")
            .WithHeaders("authorization", "content-type", "content-encoding", "anonymousid")
            .SetPreflightMaxAge(TimeSpan.FromHours(2));
}
