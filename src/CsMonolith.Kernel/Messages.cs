using MediatR;

namespace CsMonolith.Kernel;

/// <summary>A request from outside. Each type has one row in the permission table, found by the type's name.</summary>
public interface IOperation;

/// <summary>Marks every command, whatever it answers.</summary>
public interface ICommand : IOperation;

/// <summary>A command: changes business data in one transaction with its audit row and its events.</summary>
/// <typeparam name="TAnswer">What the caller gets back.</typeparam>
public interface ICommand<TAnswer> : IRequest<Result<TAnswer>>, ICommand;

/// <summary>Marks every order that works in stages, whatever it answers.</summary>
public interface IStagedCommand : IOperation;

/// <summary>
/// An order whose handler opens its transaction itself, since something must come before it that no transaction may
/// wait for: a large file is read, another module stores its part. Permission, validation, audit row and idempotency
/// key are as for every order.
/// </summary>
/// <typeparam name="TAnswer">What the caller gets back.</typeparam>
public interface IStagedCommand<TAnswer> : IRequest<Result<TAnswer>>, IStagedCommand;

/// <summary>A query from outside: changes nothing.</summary>
/// <typeparam name="TAnswer">What the caller gets back.</typeparam>
public interface IQuery<TAnswer> : IRequest<Result<TAnswer>>, IOperation;

/// <summary>
/// A request about one account. Where the caller may not see that account, the pipeline answers that there is none
/// such, as it answers of one that does not exist, and the handler is not asked.
/// </summary>
public interface IAboutAccount
{
    /// <summary>The account.</summary>
    Guid AccountId { get; }
}

/// <summary>
/// Marks the property of a request that holds what came as the body, where other properties come from the address.
/// Refusals then point into the body: <c>/name</c>, not <c>/changes/name</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BodyAttribute : Attribute;

/// <summary>Marks a question whose every answer leaves an audit row: who read whose pay.</summary>
public interface ISensitiveQuery : IOperation;

/// <summary>
/// A question of one module to another, declared in the answering module's Contracts. It is asked on behalf of the
/// original caller, so it needs no permission of its own. Questions that feed features take an as-of time and many
/// accounts at once.
/// </summary>
/// <typeparam name="TAnswer">The answer; such a question is never refused.</typeparam>
public interface IQuestion<TAnswer> : IRequest<TAnswer>;

/// <summary>Marks every job, whatever it answers.</summary>
public interface IJob;

/// <summary>
/// Work that may take more than a second. It is stored by the command that starts it and run later with the rights of
/// the person who started it. Running it again must have no further effect.
/// </summary>
/// <typeparam name="TAnswer">The result that is kept for a day.</typeparam>
public interface IJob<TAnswer> : IRequest<Result<TAnswer>>, IJob;
