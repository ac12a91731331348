using System.Net.Http.Json;

namespace CsMonolith.Testing;

/// <summary>
/// Lets the owner of a small test company act alone, as the owner of a real one may: so a test hires its first auditor
/// in one call. Tests about two people use an installation of their own, where the rules stand.
/// </summary>
public static class OneOwner
{
    private static readonly string[] Roles = ["admin", "csOps", "finance", "auditor", "privacyOfficer"];

    /// <summary>
    /// Relaxes the two-person rule for every role of trust; each is back once two people hold the role.
    /// </summary>
    /// <param name="owner">A client that is signed in as the owner of the installation.</param>
    public static async Task ActsAlone(HttpClient owner)
    {
        foreach (var role in Roles)
        {
            using var relaxed = await owner.PostAsJsonAsync(
                "/v1/two-person-rules",
                new
                {
                    role,
                    isRelaxed = true,
                    reason = "試験の会社には1人しかいない",
                }
            );
            relaxed.EnsureSuccessStatusCode();
        }
    }
}
