using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using MediatR;

namespace CsMonolith.Platform.Jobs;

/// <summary>The jobs that some handler takes, by name.</summary>
internal sealed class JobTypes(IEnumerable<HandledJob> jobs)
{
    private readonly Dictionary<string, JobType> _byName = jobs.Select(handled =>
            JobType.Of(handled.Job, handled.Answer)
        )
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public JobType Of(string kind) => _byName[kind];
}

/// <summary>One kind of job.</summary>
internal abstract record JobType(string Name)
{
    /// <summary>The kind of job that a type of request and a type of answer make.</summary>
    public static JobType Of(Type job, Type answer) =>
        (JobType)Activator.CreateInstance(typeof(JobType<,>).MakeGenericType(job, answer))!;

    /// <summary>Sends the stored job and puts its outcome into the form that is stored.</summary>
    public abstract Task<(JobState State, string? Result, string? Refusal)> Send(
        IMediator mediator,
        string arguments,
        CancellationToken cancellation
    );
}

internal sealed record JobType<TJob, TAnswer>() : JobType(typeof(TJob).Name)
    where TJob : IJob<TAnswer>
{
    public override async Task<(JobState State, string? Result, string? Refusal)> Send(
        IMediator mediator,
        string arguments,
        CancellationToken cancellation
    )
    {
        var outcome = await mediator.Send(JsonSerializer.Deserialize<TJob>(arguments, Wire.Json)!, cancellation);
        return outcome.Error is { } refusal
            ? (JobState.Refused, null, JsonSerializer.Serialize(refusal, Wire.Json))
            : (JobState.Succeeded, JsonSerializer.Serialize(outcome.Value, Wire.Json), null);
    }
}
