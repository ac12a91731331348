using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>A fire started at a customer.</summary>
/// <param name="Cause">Code of the configured cause.</param>
public sealed record FireStarted(Guid FireId, Guid Account, DateOnly On, string Cause) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>A fire is out.</summary>
/// <param name="Cause">Code of the configured cause.</param>
/// <param name="CardId">The field card that was written of it.</param>
public sealed record FireEnded(Guid FireId, Guid Account, DateOnly On, string Cause, Guid CardId) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>A time in which a customer was held by force: what became of it then is no proof of any pattern.</summary>
/// <param name="From">The first day of the fire.</param>
/// <param name="To">Its last day; <c>null</c> where it burnt still.</param>
/// <param name="Minutes">Effort by then.</param>
public sealed record ForcedRescue(Guid AccountId, DateOnly From, DateOnly? To, long Minutes);

/// <summary>
/// Asks which customers were rescued by force and when, from fires that had started by a day and were known by its end.
/// </summary>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day. <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record RescuedByForce(DateOnly AsOf, DateOnly? KnownOn = null) : IQuestion<IReadOnlyList<ForcedRescue>>;
