namespace CsMonolith.Demo.Hosts;

/// <summary>The host refused, or a job of it failed. The message is for a person.</summary>
internal sealed class HostRefusal(string message) : Exception(message);
