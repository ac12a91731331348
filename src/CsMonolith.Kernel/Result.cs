using System.Diagnostics.CodeAnalysis;

namespace CsMonolith.Kernel;

/// <summary>
/// The outcome of a request: an answer or a refusal. It lets a pipeline refuse without knowing the answer's type.
/// </summary>
public interface IOutcome<TSelf>
    where TSelf : IOutcome<TSelf>
{
    /// <summary>The refusal, or <c>null</c> where there is an answer.</summary>
    Error? Error { get; }

    /// <summary>Makes an outcome of a refusal.</summary>
    static abstract TSelf Refused(Error error);
}

/// <summary>An answer of type <typeparamref name="T"/>, or the reason why there is none.</summary>
public sealed class Result<T> : IOutcome<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    /// <inheritdoc />
    public Error? Error { get; }

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidOperationException">The request was refused; check <see cref="Error"/>
    /// first.</exception>
    public T Value =>
        Error is null ? _value! : throw new InvalidOperationException($"Refused: {Error.Code}: {Error.En}");

    /// <inheritdoc />
    public static Result<T> Refused(Error error) => new(default, error);

    /// <summary>Makes a result of an answer.</summary>
    [SuppressMessage(
        "Usage",
        "CA2225:Operator overloads have named alternates",
        Justification = "A handler returns its answer or its refusal; nobody calls these by name."
    )]
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Makes a result of a refusal.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "As above.")]
    public static implicit operator Result<T>(Error error) => new(default, error);
}

/// <summary>The outcome of a decision that has no answer of its own.</summary>
public sealed class Result : IOutcome<Result>
{
    private Result(Error? error) => Error = error;

    /// <summary>The outcome that nothing was refused.</summary>
    public static Result Done { get; } = new(null);

    /// <inheritdoc />
    public Error? Error { get; }

    /// <inheritdoc />
    public static Result Refused(Error error) => new(error);

    /// <summary>Makes a result of a refusal.</summary>
    [SuppressMessage(
        "Usage",
        "CA2225:Operator overloads have named alternates",
        Justification = "A decision returns its refusal; nobody calls this by name."
    )]
    public static implicit operator Result(Error error) => new(error);
}
