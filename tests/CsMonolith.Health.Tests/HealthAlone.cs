using CsMonolith.Health.Storage;
using CsMonolith.Testing;

namespace CsMonolith.Health.Tests;

/// <summary>Health on a database of its own; other modules are stood in for.</summary>
internal sealed class HealthAlone : ModuleAlone<HealthModule, HealthDb>;
