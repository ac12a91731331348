namespace CsMonolith.Demo.Hosts;

/// <summary>The host did not do what the demo needs. The message is for a person.</summary>
internal sealed class LoadException(string message) : Exception(message);
