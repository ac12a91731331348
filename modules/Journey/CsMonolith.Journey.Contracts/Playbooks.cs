using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>A playbook that can be started.</summary>
/// <param name="Code">The same in every language.</param>
/// <param name="Language">ja or en.</param>
/// <param name="Phase">Code of the phase that it is the standard of.</param>
public sealed record PlaybookOf(Guid Id, string Code, string Language, string Title, string Phase);

/// <summary>Asks for every playbook that is not retired, by phase, code and language.</summary>
public sealed record PlaybooksInForce : IQuestion<IReadOnlyList<PlaybookOf>>;
