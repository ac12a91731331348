namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>The classes that read the console of one demo company: one host and one browser for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class DemoConsole : ICollectionFixture<DemoHost>
{
    /// <summary>Under which the classes stand.</summary>
    public const string Name = "demo console";
}
