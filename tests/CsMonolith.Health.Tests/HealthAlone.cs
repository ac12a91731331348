using CsMonolith.Health.Storage;
using CsMonolith.Kernel;
using CsMonolith.Testing;

namespace CsMonolith.Health.Tests;

/// <summary>Health on a database of its own; other modules are stood in for.</summary>
internal sealed class HealthAlone : ModuleAlone<HealthModule, HealthDb>
{
    public HealthAlone() => Answers<WhoMaySignIn, IReadOnlyList<KnownPerson>>(_ => People);

    /// <summary>Who else works here; nobody, unless a test says so.</summary>
    public IReadOnlyList<KnownPerson> People { get; set; } = [];
}
