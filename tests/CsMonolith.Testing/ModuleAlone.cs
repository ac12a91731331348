using System.Text;
using System.Text.Json;
using CsMonolith.Imports.Loading;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Testing;

/// <summary>
/// One module on a real database, with the real platform, a fixed clock, and stand-ins for the questions that it asks
/// of others. Unless told otherwise the caller is an operations person who sees every account.
/// </summary>
/// <typeparam name="TModule">The module.</typeparam>
/// <typeparam name="TDb">Its context.</typeparam>
public class ModuleAlone<TModule, TDb> : IDisposable
    where TModule : IModule, new()
    where TDb : ModuleDb
{
    private readonly TestDatabase _database = TestDatabase.Fresh(new TModule());
    private readonly IServiceCollection _services = new ServiceCollection();
    private ServiceProvider? _provider;

    /// <summary>Prepares the module; it starts with the first request.</summary>
    public ModuleAlone()
    {
        _services.AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        _services.AddSingleton<TimeProvider>(Time);
        _services.AddSingleton<IHostEnvironment>(new TestEnvironment());
        SupportingModules.AddTo(_services, _database.Configuration);
        new TModule().AddServices(_services, _database.Configuration);
        if (!_services.Any(service => service.ServiceType == typeof(IRequestHandler<AccountsInScope, AccountScope>)))
        {
            Answers<AccountsInScope, AccountScope>(_ => AccountScope.Everything);
        }

        if (!_services.Any(service => service.ServiceType == typeof(IRequestHandler<IsAccount, bool>)))
        {
            Answers<IsAccount, bool>(_ => true);
        }

        if (!_services.Any(service => service.ServiceType == typeof(IRequestHandler<MayActAlone, bool>)))
        {
            Answers<MayActAlone, bool>(_ => false);
        }

        if (!_services.Any(service => service.ServiceType == typeof(IRequestHandler<WhoIs, KnownPerson?>)))
        {
            Answers<WhoIs, KnownPerson?>(ask => new KnownPerson(ask.PersonId, "somebody", [Role.CsOps], IsDemo: false));
        }
    }

    /// <summary>The clock.</summary>
    public FixedTime Time { get; } = new();

    /// <summary>Who asks from now on.</summary>
    public Caller Caller { get; set; } =
        new(Guid.Parse("0199a000-0000-7000-8000-0000000000ff"), "Operations", [Role.CsOps]);

    private ServiceProvider Provider => _provider ??= _services.BuildServiceProvider();

    /// <summary>Stands in for another module: answers its question. Call it before the first request.</summary>
    public void Answers<TQuestion, TAnswer>(Func<TQuestion, TAnswer> answer)
        where TQuestion : IRequest<TAnswer> =>
        _services.AddScoped<IRequestHandler<TQuestion, TAnswer>>(_ => new StandIn<TQuestion, TAnswer>(answer));

    /// <summary>Registers what another module would. Call it before the first request.</summary>
    public void Registers<TService>(TService service)
        where TService : class => _services.AddSingleton(service);

    /// <summary>Signs in as somebody with these roles.</summary>
    public void SignIn(Guid? person, params Role[] roles) => Caller = new Caller(person, "test", roles);

    /// <summary>Sends a request as the web would, in a scope of its own.</summary>
    public async Task<TAnswer> Send<TAnswer>(IRequest<TAnswer> request)
    {
        await using var scope = Provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Stores things as they are, in one transaction.</summary>
    public Task Hold(params IReadOnlyList<object> things) =>
        InStore(async db =>
        {
            await db.Transact(
                () =>
                {
                    db.AddRange(things);
                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            await db.Set<OutboxRow>().ExecuteDeleteAsync();
            return 0;
        });

    /// <summary>Looks into the store.</summary>
    public async Task<T> InStore<T>(Func<TDb, Task<T>> look)
    {
        await using var scope = Provider.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    /// <summary>Uses any service of a scope whose caller is <see cref="Caller"/>.</summary>
    public async Task<T> InScope<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller;
        return await act(scope.ServiceProvider);
    }

    /// <summary>The names of the news stored so far, in order.</summary>
    public Task<IReadOnlyList<string>> Published() =>
        InStore<IReadOnlyList<string>>(async db =>
            await db.Set<OutboxRow>().OrderBy(row => row.Seq).Select(row => row.News).ToListAsync()
        );

    /// <summary>The stored news of one kind, in order.</summary>
    public Task<IReadOnlyList<TNews>> Published<TNews>()
        where TNews : IEvent =>
        InStore<IReadOnlyList<TNews>>(async db =>
            [
                .. (
                    await db.Set<OutboxRow>()
                        .Where(row => row.News == typeof(TNews).Name)
                        .OrderBy(row => row.Seq)
                        .Select(row => row.Payload)
                        .ToListAsync()
                ).Select(payload => JsonSerializer.Deserialize<TNews>(payload, Wire.Json)!),
            ]
        );

    /// <summary>
    /// Lets the module hear news as if another module had published it, and waits until every reaction has taken it.
    /// </summary>
    public async Task Hear(params IReadOnlyList<IEvent> news)
    {
        await InStore(async db =>
        {
            await db.Transact(
                () =>
                {
                    foreach (var one in news)
                    {
                        db.Publish(one);
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return 0;
        });
        await Deliver();
    }

    /// <summary>Delivers all stored news to the module's own reactions.</summary>
    public async Task Deliver()
    {
        while (await Provider.GetRequiredService<Dispatcher>().DeliverBatch(CancellationToken.None) > 0) { }
    }

    /// <summary>
    /// Delivers all stored news with so many dispatchers at once, as so many hosts would: one whose claim lapsed goes
    /// on with the next.
    /// </summary>
    public Task DeliverTogether(int dispatchers) =>
        Task.WhenAll(
            Enumerable
                .Range(0, dispatchers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var dispatcher = ActivatorUtilities.CreateInstance<Dispatcher>(Provider);
                        while (
                            await Delivers(dispatcher)
                            || await InStore(db => db.Set<OutboxRow>().AnyAsync(row => row.DeliveredAt == null))
                        ) { }
                    })
                )
        );

    private static async Task<bool> Delivers(Dispatcher dispatcher)
    {
        try
        {
            return await dispatcher.DeliverBatch(CancellationToken.None) > 0;
        }
        catch (Exception overtaken) when (overtaken is ClaimLostException || DatabaseTrouble.IsContention(overtaken))
        {
            return true;
        }
    }

    /// <summary>Runs every queued job to its end and returns the row of the one that ended last.</summary>
    public async Task<JobRow> RunJobs()
    {
        // The clock stands still, so the rows do not tell which one was last.
        var ended = await Ended();
        var last = ended.LastOrDefault();
        while (await Provider.GetRequiredService<JobRunner>().RunNext(CancellationToken.None))
        {
            var now = await Ended();
            last = now.Except(ended).DefaultIfEmpty(last).First();
            ended = now;
        }

        return await InStore(db => db.Set<JobRow>().AsNoTracking().SingleAsync(row => row.Id == last));
    }

    /// <summary>The answer of a finished job.</summary>
    public static TAnswer AnswerOf<TAnswer>(JobRow job) => JsonSerializer.Deserialize<TAnswer>(job.Result!, Wire.Json)!;

    /// <summary>
    /// Loads rows through a kind of import, as the platform does after reading a file, in one transaction; values are
    /// given by column as the platform would have read them (string, long, decimal, bool, DateOnly, DateTime).
    /// </summary>
    public async Task<IReadOnlyList<RowOutcome>> Load(
        string kind,
        params IReadOnlyList<Dictionary<string, object?>> rows
    ) =>
        await InScope(async services =>
        {
            var taker = services.GetServices<ImportKind>().Single(one => one.Name == kind);
            services.GetRequiredService<ImportInProgress>().Id = Guid.CreateVersion7();
            IReadOnlyList<RowOutcome> outcomes = [];
            await taker.Db.Transact(
                async () =>
                    outcomes = await taker.Load(
                        [.. rows.Select((row, i) => new ImportRow(i + 2, row))],
                        CancellationToken.None
                    ),
                CancellationToken.None
            );
            return outcomes;
        });

    /// <summary>Loads a file as a person would: uploads and commits it, and runs the job.</summary>
    /// <returns>The import, which <see cref="UndoFile"/> takes back.</returns>
    public async Task<Guid> LoadFile(string kind, string text, bool history = false)
    {
        var import = (
            await Send(
                new UploadImport(kind, "test", "test.csv", history, new MemoryStream(Encoding.UTF8.GetBytes(text)))
            )
        )
            .Value
            .Id;
        await Send(new CommitImport(import));
        await RunJobs();
        return import;
    }

    /// <summary>Takes a file back and returns the row of the job that did it.</summary>
    public async Task<JobRow> UndoFile(Guid import)
    {
        await Send(new UndoImport(import));
        return await RunJobs();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _provider?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<List<Guid>> Ended() =>
        InStore(db => db.Set<JobRow>().Where(row => row.EndedAt != null).Select(row => row.Id).ToListAsync());

    private sealed class StandIn<TQuestion, TAnswer>(Func<TQuestion, TAnswer> answer)
        : IRequestHandler<TQuestion, TAnswer>
        where TQuestion : IRequest<TAnswer>
    {
        public Task<TAnswer> Handle(TQuestion request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }

    private sealed class TestEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } =
            new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
