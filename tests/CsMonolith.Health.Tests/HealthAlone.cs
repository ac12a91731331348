using CsMonolith.Health.Storage;
using CsMonolith.Testing;

namespace CsMonolith.Health.Tests;

/// <summary>Health on a database of its own; other modules' questions are answered by stand-ins.</summary>
internal sealed class HealthAlone : ModuleAlone<HealthModule, HealthDb>;
